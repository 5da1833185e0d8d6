package dev.milvusbackup.server;

import dev.milvusbackup.config.BackupConfig;
import dev.milvusbackup.server.internal.http.WebServer;
import dev.milvusbackup.server.internal.jobs.JobBook;
import java.util.List;

/**
 * A running server with the REST API of the Go tool.
 *
 * <pre>{@code
 * try (BackupServer server = BackupServer.builder(backend).port(8080).start()) {
 *   …
 * }
 * }</pre>
 */
public final class BackupServer implements AutoCloseable {

  private final WebServer web;
  private final JobBook jobs;
  private final List<AutoCloseable> owned;

  BackupServer(WebServer web, JobBook jobs, List<AutoCloseable> owned) {
    this.web = web;
    this.jobs = jobs;
    this.owned = owned;
  }

  /**
   * Starts a server for a configuration. Close it when the JVM stops, so that jobs can end
   * normally.
   *
   * @param config the configuration
   * @param port the port, 0 for any free one; wins over that of the configuration
   * @return the server, to be closed
   * @throws dev.milvusbackup.error.InvalidRequestException if it would be open to others without a
   *     token
   * @throws dev.milvusbackup.storage.StorageException if the backup storage does not answer
   */
  public static BackupServer start(BackupConfig config, int port) {
    return ConfiguredServer.start(config, port);
  }

  /**
   * A new builder.
   *
   * @param backend what the server works on
   * @return the builder
   */
  public static BackupServerBuilder builder(ServerBackend backend) {
    return new BackupServerBuilder(backend);
  }

  /**
   * The port that it listens on, useful if any free one was requested.
   *
   * @return the port
   */
  public int port() {
    return web.port();
  }

  /**
   * Stops. New jobs are refused immediately. Running ones may finish within the grace period; then
   * they are cancelled and have the same time again to clean up. Status requests are answered until
   * the end.
   */
  @Override
  public void close() {
    jobs.close();
    web.close();
    owned.forEach(BackupServer::close);
  }

  private static void close(AutoCloseable resource) {
    try {
      resource.close();
    } catch (Exception e) {
      throw new IllegalStateException("Cannot close " + resource.getClass().getSimpleName(), e);
    }
  }
}
