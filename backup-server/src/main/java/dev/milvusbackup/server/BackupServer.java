package dev.milvusbackup.server;

import dev.milvusbackup.server.internal.job.JobBook;
import dev.milvusbackup.server.internal.web.WebServer;
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
   * A new builder.
   *
   * @param backend what the server works on
   * @return the builder
   */
  public static BackupServerBuilder builder(ServerBackend backend) {
    return new BackupServerBuilder(backend);
  }

  /**
   * The port that it listens on, of use when any free one was asked for.
   *
   * @return the port
   */
  public int port() {
    return web.port();
  }

  /**
   * Stops. New jobs are refused at once; running ones may finish within the grace period, then they
   * are cancelled and have as long again to remove what they made. Status requests are answered
   * until the end.
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
