package dev.milvusbackup.server.internal.http;

import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.core.converter.ResolvedSchema;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import io.swagger.v3.oas.models.Paths;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The OpenAPI document of the routes, generated from them and their Java types on the first
 * request.
 */
final class OpenApiDocument {

  private static final String BASE = "/api/v1";
  private static final String TOKEN = "token";
  private static final String JSON = "application/json";

  private final List<Route> routes;
  private final String basePath;
  private final boolean needsToken;
  private volatile @Nullable String json;

  OpenApiDocument(List<Route> routes, String basePath, boolean needsToken) {
    this.routes = routes;
    this.basePath = basePath;
    this.needsToken = needsToken;
  }

  String json() {
    String made = json;
    if (made == null) {
      made = Json.pretty(document());
      json = made;
    }
    return made;
  }

  private OpenAPI document() {
    Components components = new Components();
    Paths paths = new Paths();
    for (Route route : routes) {
      String path = route.path().substring(BASE.length());
      PathItem item = paths.computeIfAbsent(path, p -> new PathItem());
      item.operation(HttpMethod.valueOf(route.method().name()), operation(route, components));
    }
    OpenAPI api =
        new OpenAPI()
            .info(new Info().title("Milvus Backup").version("1.0").description(description()))
            .servers(List.of(new Server().url(basePath)))
            .paths(paths)
            .components(components);
    if (needsToken) {
      components.addSecuritySchemes(
          TOKEN, new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("bearer"));
      api.addSecurityItem(new SecurityRequirement().addList(TOKEN));
    }
    dropGroups(api);
    return api;
  }

  /** Groups of fields are written where they belong to; nothing refers to them by themselves. */
  private static void dropGroups(OpenAPI api) {
    String text = Json.pretty(api);
    api.getComponents()
        .getSchemas()
        .keySet()
        .removeIf(name -> !text.contains("\"" + Components.COMPONENTS_SCHEMAS_REF + name + "\""));
  }

  private static String description() {
    return "The REST API of milvus-backup. Errors are HTTP 200 with a code other than 0, unless the request could not be read.";
  }

  private static Operation operation(Route route, Components components) {
    RouteDescription description = route.description();
    Operation operation =
        new Operation()
            .summary(description.summary())
            .operationId(id(route))
            .responses(responses());
    description.params().forEach(param -> operation.addParametersItem(parameter(param)));
    description.body().ifPresent(type -> operation.requestBody(body(type, components)));
    Content content =
        description
            .answer()
            .map(type -> content(JSON, schema(type, components)))
            .orElseGet(() -> plainContent(route));
    operation
        .getResponses()
        .addApiResponse("200", new ApiResponse().description("The answer.").content(content));
    return operation;
  }

  private static String id(Route route) {
    String path = route.path().substring(BASE.length() + 1).replaceAll("[^a-z_]+", "_");
    return route.method().name().toLowerCase(Locale.ROOT) + "_" + path;
  }

  /** Events have no schema in OpenAPI 3.0. */
  private static Content plainContent(Route route) {
    return route.path().endsWith("/events")
        ? new Content().addMediaType("text/event-stream", new MediaType())
        : content("text/plain", new StringSchema());
  }

  private static ApiResponses responses() {
    return new ApiResponses()
        .addApiResponse(
            ApiResponses.DEFAULT,
            new ApiResponse()
                .description("The request could not be read or carried out.")
                .content(content(JSON, errorSchema())));
  }

  private static Schema<?> errorSchema() {
    return new Schema<Map<String, String>>().type("object");
  }

  private static RequestBody body(Class<?> type, Components components) {
    return new RequestBody().required(true).content(content(JSON, schema(type, components)));
  }

  private static Parameter parameter(Param param) {
    return new Parameter()
        .in(param.in())
        .name(param.name())
        .description(param.text())
        .required(param.in().equals("path"))
        .schema(new StringSchema());
  }

  private static Content content(String type, Schema<?> schema) {
    return new Content().addMediaType(type, new MediaType().schema(schema));
  }

  private static Schema<?> schema(Type type, Components components) {
    ResolvedSchema resolved =
        ModelConverters.getInstance()
            .resolveAsResolvedSchema(new AnnotatedType(type).resolveAsRef(true));
    resolved.referencedSchemas.forEach(
        (name, schema) -> {
          allowNoData(schema);
          components.addSchemas(name, schema);
        });
    return resolved.schema;
  }

  /** The data of an error is null, which a reference alone cannot express. */
  private static void allowNoData(Schema<?> answer) {
    Schema<?> data = answer.getProperties() == null ? null : answer.getProperties().get("data");
    if (data == null) {
      return;
    }
    answer.addProperty(
        "data", data.get$ref() == null ? data.nullable(true) : nullable(data.get$ref()));
  }

  private static Schema<?> nullable(String reference) {
    Schema<?> referenced = new Schema<>().$ref(reference);
    Schema<?> wrapper = new Schema<>().nullable(true);
    return wrapper.addAllOfItem(referenced);
  }
}
