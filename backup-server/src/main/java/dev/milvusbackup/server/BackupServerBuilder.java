package dev.milvusbackup.server;

import dev.milvusbackup.Beta;
import dev.milvusbackup.config.CreateSettings;
import dev.milvusbackup.error.InvalidRequestException;
import dev.milvusbackup.server.internal.backups.BackupRoutes;
import dev.milvusbackup.server.internal.create.CreateRoutes;
import dev.milvusbackup.server.internal.http.PemTls;
import dev.milvusbackup.server.internal.http.Route;
import dev.milvusbackup.server.internal.http.WebServer;
import dev.milvusbackup.server.internal.http.WebSettings;
import dev.milvusbackup.server.internal.jobs.JobBook;
import dev.milvusbackup.server.internal.jobs.JobJournal;
import dev.milvusbackup.server.internal.jobs.JobMetrics;
import dev.milvusbackup.server.internal.jobs.JobRoutes;
import dev.milvusbackup.server.internal.prune.PruneRoutes;
import dev.milvusbackup.server.internal.restore.RestoreRoutes;
import dev.milvusbackup.server.internal.system.SystemCheck;
import dev.milvusbackup.server.internal.system.SystemRoutes;
import dev.milvusbackup.server.internal.verify.VerifyRoutes;
import dev.milvusbackup.server.internal.workspace.Workspaces;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Collects the settings of a {@link BackupServer}. Not thread-safe. */
public final class BackupServerBuilder {

  private static final String LOOPBACK = "127.0.0.1";

  private final ServerBackend backend;
  private final List<AutoCloseable> owned = new ArrayList<>();
  private int port = 8080;
  private @Nullable String address;
  private @Nullable String token;
  private @Nullable SSLContext tls;
  private boolean exposed;
  private String basePath = "/api/v1";
  private Duration retention = Duration.ofDays(30);
  private CreateSettings creates = CreateSettings.NONE;
  private Duration grace = Duration.ofSeconds(30);

  BackupServerBuilder(ServerBackend backend) {
    this.backend = backend;
  }

  /**
   * The port. Default: 8080.
   *
   * @param port the port, 0 for any free one
   * @return this builder
   */
  public BackupServerBuilder port(int port) {
    this.port = port;
    return this;
  }

  /**
   * The interface to listen on. Default: all with a {@link #token}, else the loopback interface.
   *
   * @param address a name or an IP address
   * @return this builder
   */
  public BackupServerBuilder address(String address) {
    this.address = address;
    return this;
  }

  /**
   * The token that requests have to send, as {@code Authorization: Bearer …}. Default: none.
   *
   * @param token the token; not empty
   * @return this builder
   */
  public BackupServerBuilder token(String token) {
    if (token.isBlank()) {
      throw new InvalidRequestException(
          "Cannot use an empty token: everybody can guess it. Leave it out, or set a long random one.");
    }
    this.token = token;
    return this;
  }

  /**
   * Serves everybody who reaches the port, without a token. All of them can then read, delete and
   * restore everything.
   *
   * @return this builder
   */
  public BackupServerBuilder exposedWithoutToken() {
    this.exposed = true;
    return this;
  }

  /**
   * Uses TLS only.
   *
   * @param certificates PEM file with the server's certificate and those between it and the root
   * @param key PEM file with its key, PKCS#8 without a password
   * @return this builder
   * @throws InvalidRequestException if they cannot be used
   */
  public BackupServerBuilder tls(Path certificates, Path key) {
    this.tls = PemTls.context(certificates, key);
    return this;
  }

  /**
   * The path of the API behind a reverse proxy. Default: {@code /api/v1}.
   *
   * @param path the path, for the documentation
   * @return this builder
   */
  public BackupServerBuilder basePath(String path) {
    this.basePath = path;
    return this;
  }

  /**
   * How long finished jobs are kept. Default: 30 days.
   *
   * @param retention the time; older ones are removed at the start
   * @return this builder
   */
  public BackupServerBuilder jobRetention(Duration retention) {
    this.retention = retention;
    return this;
  }

  /**
   * How long {@link BackupServer#close} waits for running jobs. Default: 30 seconds.
   *
   * @param grace the time
   * @return this builder
   */
  public BackupServerBuilder shutdownGrace(Duration grace) {
    this.grace = grace;
    return this;
  }

  /**
   * What creates do unless their request says otherwise. Default: {@link CreateSettings#NONE}.
   *
   * @param defaults the defaults
   * @return this builder
   */
  @Beta
  public BackupServerBuilder creates(CreateSettings defaults) {
    this.creates = defaults;
    return this;
  }

  /** Closed with the server. */
  BackupServerBuilder owning(AutoCloseable resource) {
    owned.add(resource);
    return this;
  }

  /**
   * Starts the server. It marks jobs that a former server of the same storage left running as
   * interrupted, so run only one server per storage.
   *
   * @return the server, to be closed
   * @throws InvalidRequestException if it would be open to others without a token, or if the port
   *     is not available
   */
  public BackupServer start() {
    WebSettings settings = settings();
    PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    JobBook jobs =
        new JobBook(new JobJournal(backend.backups()), new JobMetrics(metrics), retention, grace);
    SystemRoutes system =
        new SystemRoutes(
            new SystemCheck(backend.client(), backend.milvusStorage(), backend.backups()), metrics);
    WebServer web = new WebServer(settings, documented(jobs, system), system.others());
    List<AutoCloseable> closedLast = new ArrayList<>();
    closedLast.add(system);
    closedLast.addAll(owned);
    BackupServer server = new BackupServer(web, jobs, closedLast);
    try {
      web.start();
    } catch (RuntimeException e) {
      server.close();
      throw new InvalidRequestException(
          "Cannot listen on %s port %d: %s. Is another server running there? Choose another port."
              .formatted(settings.address(), settings.port(), e.getMessage()),
          e);
    }
    return server;
  }

  /** In the order of the documentation. */
  private List<Route> documented(JobBook jobs, SystemRoutes system) {
    Workspaces workspaces =
        new Workspaces(
            backend.backups(), backend.client(), backend.clients(), backend.milvusStorage());
    return Stream.of(
            new CreateRoutes(workspaces, jobs, creates).all(),
            new BackupRoutes(workspaces, jobs).all(),
            new RestoreRoutes(workspaces, jobs).all(),
            new VerifyRoutes(workspaces, jobs).all(),
            new PruneRoutes(workspaces, jobs).all(),
            new JobRoutes(jobs).all(),
            system.documented())
        .flatMap(List::stream)
        .toList();
  }

  private WebSettings settings() {
    boolean guarded = token != null || exposed;
    String host = address != null ? address : guarded ? "0.0.0.0" : LOOPBACK;
    boolean loopback = isLoopback(host);
    if (!guarded && !loopback) {
      throw new InvalidRequestException(
          "Cannot listen on %s: without a token everybody in that network could read and delete all backups. Set a token, or expose the server without one explicitly."
              .formatted(host));
    }
    return new WebSettings(
        host, port, Optional.ofNullable(token), Optional.ofNullable(tls), basePath, !guarded);
  }

  private static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      throw new InvalidRequestException(
          "Cannot listen on '%s': it is not an address of this machine. Use a name or an IP address."
              .formatted(host),
          e);
    }
  }
}
