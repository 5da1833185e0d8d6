package dev.milvusbackup.server.internal.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Swagger UI, from its webjar, on the OpenAPI document. */
final class Docs {

  static final String PATH = "/api/v1/docs";

  private static final String WEBJAR = "/META-INF/maven/org.webjars/swagger-ui/pom.properties";
  private static final Map<String, String> FILES =
      Map.of(
          "index.html", "text/html; charset=utf-8",
          "index.css", "text/css; charset=utf-8",
          "swagger-ui.css", "text/css; charset=utf-8",
          "swagger-ui-bundle.js", "text/javascript; charset=utf-8",
          "swagger-ui-standalone-preset.js", "text/javascript; charset=utf-8",
          "favicon-16x16.png", "image/png",
          "favicon-32x32.png", "image/png");

  /** Replaces the webjar's own, which shows an example from the web. */
  private static final String INITIALIZER =
      """
      window.onload = () => {
        window.ui = SwaggerUIBundle({
          url: "doc.json",
          dom_id: "#swagger-ui",
          deepLinking: true,
          presets: [SwaggerUIBundle.presets.apis, SwaggerUIStandalonePreset],
          layout: "StandaloneLayout",
          validatorUrl: null
        });
      };
      """;

  private final OpenApiDocument document;

  Docs(OpenApiDocument document) {
    this.document = document;
  }

  void addTo(RoutesConfig routes) {
    routes.get(PATH, ctx -> ctx.redirect(PATH + "/index.html"));
    routes.get(PATH + "/doc.json", this::document);
    routes.get(PATH + "/swagger-initializer.js", Docs::initializer);
    routes.get(PATH + "/{file}", Docs::file);
  }

  private void document(Context ctx) {
    ctx.contentType("application/json; charset=utf-8").result(document.json());
  }

  private static void initializer(Context ctx) {
    ctx.contentType("text/javascript; charset=utf-8").result(INITIALIZER);
  }

  private static void file(Context ctx) {
    String name = ctx.pathParam("file");
    String type = FILES.get(name);
    if (type == null) {
      throw new NotFoundResponse();
    }
    byte[] content = resource("/META-INF/resources/webjars/swagger-ui/" + version() + "/" + name);
    ctx.contentType(type).result(content);
  }

  private static String version() {
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(new String(resource(WEBJAR), StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version");
  }

  private static byte[] resource(String path) {
    try (@Nullable InputStream in = Docs.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new NotFoundResponse();
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
