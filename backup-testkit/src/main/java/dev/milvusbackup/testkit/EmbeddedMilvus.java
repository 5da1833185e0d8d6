package dev.milvusbackup.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milvusbackup.MilvusConnection;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.ObjectStores;
import dev.milvusbackup.storage.StoreOptions;
import dev.milvusbackup.storage.filesystem.FileSystemObjectStore;
import dev.milvusbackup.testkit.internal.ServerGroup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * A real Milvus 2.3.5 standalone in a local process, without Docker. Start it with {@link
 * #start()}, or with {@link #builder()} to change its settings. It stops when {@link #close()} is
 * called or when this JVM ends, even if the JVM crashes.
 *
 * <p>Requires Linux on x86_64 with glibc, Python 3.8 or newer with pip, and for {@link
 * Storage#MINIO} a {@code minio} on the PATH or Go 1.24 or newer. The first start downloads Milvus
 * (58 MB) with pip into {@code ~/.cache/milvus-backup-java} (or {@code MILVUS_BACKUP_CACHE}); later
 * starts take a few seconds. The server uses at least 200 MB of memory, so share one between tests.
 *
 * <p>The server listens on all network interfaces. In a network that you do not trust, start it
 * with {@link EmbeddedMilvusBuilder#passwordRequired()}.
 *
 * <p>Instances are thread-safe.
 */
public final class EmbeddedMilvus implements AutoCloseable {

  static final String NAME = "embedded";

  private final ServerGroup servers;

  EmbeddedMilvus(ServerGroup servers) {
    this.servers = servers;
  }

  /** The storage in which Milvus keeps its data. */
  public enum Storage {
    /** A local folder. */
    LOCAL,
    /** A bucket of a MinIO server that starts together with Milvus. */
    MINIO
  }

  /**
   * Creates a builder with the default settings.
   *
   * @return the builder
   */
  public static EmbeddedMilvusBuilder builder() {
    return new EmbeddedMilvusBuilder();
  }

  /**
   * Starts a server on a free port, with its data in a temporary folder, and waits until it is
   * ready.
   *
   * @return the server; the caller closes it
   * @throws ServerStartException if it does not start
   */
  public static EmbeddedMilvus start() {
    return builder().start();
  }

  /**
   * Returns the address of the server.
   *
   * @return a URI such as {@code http://127.0.0.1:21345}
   */
  public String uri() {
    return milvus().path("uri").asText();
  }

  /**
   * Returns the port of the gRPC interface.
   *
   * @return the port
   */
  public int port() {
    return milvus().path("port").asInt();
  }

  /**
   * Returns a connection to the server, with credentials if it requires them.
   *
   * @return the connection
   */
  public MilvusConnection connection() {
    MilvusConnection connection = MilvusConnection.at(uri());
    return milvus().has("user")
        ? connection.withCredentials(
            milvus().path("user").asText(), milvus().path("password").asText())
        : connection;
  }

  /**
   * Returns the storage in which the server keeps its data.
   *
   * @return the storage that the builder set
   */
  public Storage storage() {
    return milvus().path("storage").asText().equals("local") ? Storage.LOCAL : Storage.MINIO;
  }

  /**
   * Opens the storage of the server, for {@link
   * dev.milvusbackup.BackupClientBuilder#milvusStorage(ObjectStore)}.
   *
   * @return a new store; the caller closes it
   * @throws IllegalArgumentException if the storage is {@link Storage#MINIO} and {@code
   *     backup-storage-minio} is not on the class path
   */
  public ObjectStore openStorage() {
    return switch (storage()) {
      case LOCAL -> FileSystemObjectStore.at(Path.of(milvus().path("localPath").asText()));
      case MINIO ->
          ObjectStores.open(
              bucketUri(milvus().path("bucket").asText(), milvus().path("rootPath").asText()),
              minioCredentials());
    };
  }

  /**
   * Returns the address of the MinIO server that stores the data.
   *
   * @return the URL, or empty for {@link Storage#LOCAL}
   */
  public Optional<URI> minioEndpoint() {
    return Optional.of(servers.description().path("minio").path("endpoint").asText())
        .filter(endpoint -> !endpoint.isEmpty())
        .map(URI::create);
  }

  /**
   * Returns the credentials for the MinIO server that stores the data.
   *
   * @return options for {@link ObjectStores#open(URI, StoreOptions)}; {@link StoreOptions#none()}
   *     for {@link Storage#LOCAL}
   */
  public StoreOptions minioCredentials() {
    JsonNode minio = servers.description().path("minio");
    return minio.isMissingNode()
        ? StoreOptions.none()
        : StoreOptions.credentials(
            minio.path("accessKey").asText(), minio.path("secretKey").asText());
  }

  /**
   * Returns the log file of the server. Each start appends to it, and it is removed together with
   * the data.
   *
   * @return the file
   */
  public Path logFile() {
    return Path.of(milvus().path("log").asText());
  }

  /**
   * Returns the last lines of the log.
   *
   * @param lines the maximum number of lines
   * @return the lines, separated by newlines
   */
  public String logTail(int lines) {
    try {
      String[] all = Files.readString(logFile(), StandardCharsets.ISO_8859_1).split("\n");
      return String.join(
          "\n", Arrays.asList(all).subList(Math.max(0, all.length - lines), all.length));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Shuts the server down cleanly. {@link #startAgain()} uses the same port and data.
   *
   * @throws ServerStartException if the server cannot be stopped
   */
  public void stop() {
    servers.command("stop " + NAME);
  }

  /**
   * Kills the server, like a crash. {@link #startAgain()} uses the same port and data.
   *
   * @throws ServerStartException if the server cannot be killed
   */
  public void kill() {
    servers.command("kill " + NAME);
  }

  /**
   * Starts the server again after {@link #stop()} or {@link #kill()}, with the same port and data,
   * and waits until it is ready. Does nothing if the server is running.
   *
   * @throws ServerStartException if it does not start; the message contains the end of its log
   */
  public void startAgain() {
    servers.command("start " + NAME);
  }

  /**
   * Stops the server, and removes its data unless {@link EmbeddedMilvusBuilder#dataDirectory} was
   * set. Calling it twice is harmless.
   */
  @Override
  public void close() {
    servers.close();
  }

  @Override
  public String toString() {
    return "EmbeddedMilvus[" + uri() + "]";
  }

  private URI bucketUri(String bucket, String root) {
    URI endpoint = minioEndpoint().orElseThrow();
    return URI.create(
        "minio://%s:%d/%s/%s".formatted(endpoint.getHost(), endpoint.getPort(), bucket, root));
  }

  private JsonNode milvus() {
    return servers.description().path("milvus").path(NAME);
  }
}
