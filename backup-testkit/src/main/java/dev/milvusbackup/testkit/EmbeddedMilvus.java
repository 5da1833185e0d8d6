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
 * A real Milvus 2.3.5 standalone as a process of this machine, without Docker: {@code
 * EmbeddedMilvus.start()}, or {@link #builder()} for more. It ends when it is closed, or when this
 * JVM does, however that ends.
 *
 * <p>Needs Linux on x86_64 with glibc, Python 3.8 or newer with pip, and for {@link Storage#MINIO}
 * a {@code minio} on the PATH or Go 1.24 or newer. The first start downloads Milvus (58 MB) with
 * pip into {@code ~/.cache/milvus-backup-java} (or {@code MILVUS_BACKUP_CACHE}); later ones take
 * some seconds. It uses 200 MB of memory and more, so start one for many tests.
 *
 * <p>It listens on all interfaces: do not run it without {@link
 * EmbeddedMilvusBuilder#passwordRequired()} in a network that you do not trust.
 *
 * <p>Can be used by several threads.
 */
public final class EmbeddedMilvus implements AutoCloseable {

  static final String NAME = "embedded";

  private final ServerGroup servers;

  EmbeddedMilvus(ServerGroup servers) {
    this.servers = servers;
  }

  /** Where a Milvus keeps its data. */
  public enum Storage {
    /** A folder of this machine. */
    LOCAL,
    /** A bucket of a MinIO that is started with it. */
    MINIO
  }

  /**
   * A new builder.
   *
   * @return the builder
   */
  public static EmbeddedMilvusBuilder builder() {
    return new EmbeddedMilvusBuilder();
  }

  /**
   * Starts one on a free port, with its data in a temporary folder, and waits until it is ready.
   *
   * @return the server, to be closed
   * @throws ServerStartException if it does not start
   */
  public static EmbeddedMilvus start() {
    return builder().start();
  }

  /**
   * Its address.
   *
   * @return such as {@code http://127.0.0.1:21345}
   */
  public String uri() {
    return milvus().path("uri").asText();
  }

  /**
   * Its port.
   *
   * @return the port of its gRPC interface
   */
  public int port() {
    return milvus().path("port").asInt();
  }

  /**
   * How to reach it, credentials included.
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
   * Where it keeps its data.
   *
   * @return as chosen when it was started
   */
  public Storage storage() {
    return milvus().path("storage").asText().equals("local") ? Storage.LOCAL : Storage.MINIO;
  }

  /**
   * Opens its storage, for {@link dev.milvusbackup.BackupClientBuilder#milvusStorage(ObjectStore)}.
   *
   * @return a new store; the caller closes it
   * @throws IllegalArgumentException if it is on MinIO and {@code backup-storage-minio} is not on
   *     the class path
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
   * The address of the MinIO that it keeps its data on.
   *
   * @return the URL, or empty with {@link Storage#LOCAL}
   */
  public Optional<URI> minioEndpoint() {
    return Optional.of(servers.description().path("minio").path("endpoint").asText())
        .filter(endpoint -> !endpoint.isEmpty())
        .map(URI::create);
  }

  /**
   * The credentials for that MinIO.
   *
   * @return options for {@link ObjectStores#open(URI, StoreOptions)}; none with {@link
   *     Storage#LOCAL}
   */
  public StoreOptions minioCredentials() {
    JsonNode minio = servers.description().path("minio");
    return minio.isMissingNode()
        ? StoreOptions.none()
        : StoreOptions.credentials(
            minio.path("accessKey").asText(), minio.path("secretKey").asText());
  }

  /**
   * What it logs. Each start appends to it; it goes with the data.
   *
   * @return the file
   */
  public Path logFile() {
    return Path.of(milvus().path("log").asText());
  }

  /**
   * The end of its log.
   *
   * @param lines how many lines at most
   * @return the lines, joined
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
   * Stops it, as an administrator would. Its port and data stay for {@link #startAgain()}.
   *
   * @throws ServerStartException if that fails
   */
  public void stop() {
    servers.command("stop " + NAME);
  }

  /**
   * Kills it, as a crash would. Its port and data stay for {@link #startAgain()}.
   *
   * @throws ServerStartException if that fails
   */
  public void kill() {
    servers.command("kill " + NAME);
  }

  /**
   * Starts it again after {@link #stop()} or {@link #kill()}, with the same port and data, and
   * waits until it is ready. Does nothing if it runs.
   *
   * @throws ServerStartException if it does not start; the message holds the end of its log
   */
  public void startAgain() {
    servers.command("start " + NAME);
  }

  /**
   * Stops it, and removes its data unless {@link EmbeddedMilvusBuilder#dataDirectory} was chosen.
   * Calling it twice is harmless.
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
