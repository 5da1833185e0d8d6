package dev.milvusbackup.server.internal.http;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** The HTTP server: all routes on one port. */
public final class WebServer implements AutoCloseable {

  private static final String UI_POLICY =
      "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'";

  private final WebSettings settings;
  private final Javalin javalin;

  /**
   * A server, not yet started.
   *
   * @param documented the routes of the API
   * @param others the routes outside the API
   */
  public WebServer(WebSettings settings, List<Route> documented, List<Route> others) {
    this.settings = settings;
    List<Route> all = new ArrayList<>(documented);
    all.addAll(others);
    OpenApiDocument document =
        new OpenApiDocument(documented, settings.basePath(), settings.token().isPresent());
    this.javalin = Javalin.create(config -> configure(config, all, document));
  }

  /** Starts listening. */
  public void start() {
    javalin.start();
  }

  public int port() {
    return javalin.port();
  }

  @Override
  public void close() {
    javalin.stop();
  }

  private void configure(JavalinConfig config, List<Route> routes, OpenApiDocument document) {
    config.startup.showJavalinBanner = false;
    config.startup.startupWatcherEnabled = false;
    config.http.prefer405over404 = true;
    config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
    config.jetty.modifyServer(server -> server.setErrorHandler(new ProtocolErrors()));
    config.jetty.modifyServletContextHandler(
        context -> context.setErrorHandler(new ProtocolErrors()));
    config.jetty.addConnector(this::connector);
    Access access = new Access(settings.token(), settings.loopbackOnly(), routes);
    config.routes.before(WebServer::secure);
    config.routes.before(access::check);
    routes.forEach(
        route -> config.routes.addHttpHandler(route.method(), route.path(), route.handler()));
    new Docs(document).addTo(config.routes);
    Errors.addTo(config.routes);
  }

  private static void secure(Context ctx) {
    boolean ui = ctx.path().startsWith(Docs.PATH);
    ctx.header("Content-Security-Policy", ui ? UI_POLICY : "default-src 'none'");
    ctx.header("X-Content-Type-Options", "nosniff");
    ctx.header("X-Frame-Options", "DENY");
    ctx.header("Referrer-Policy", "no-referrer");
    ctx.header("Cache-Control", ui ? "no-cache" : "no-store");
  }

  private Connector connector(Server server, HttpConfiguration http) {
    ServerConnector connector =
        settings
            .tls()
            .map(tls -> secureConnector(server, http, tls))
            .orElseGet(() -> new ServerConnector(server, new HttpConnectionFactory(http)));
    connector.setHost(settings.address());
    connector.setPort(settings.port());
    return connector;
  }

  private static ServerConnector secureConnector(
      Server server, HttpConfiguration http, SSLContext context) {
    // Clients may use any name of the server, including an address.
    http.addCustomizer(new SecureRequestCustomizer(false));
    SslContextFactory.Server tls = new SslContextFactory.Server();
    tls.setSslContext(context);
    return new ServerConnector(
        server, new SslConnectionFactory(tls, "http/1.1"), new HttpConnectionFactory(http));
  }
}
