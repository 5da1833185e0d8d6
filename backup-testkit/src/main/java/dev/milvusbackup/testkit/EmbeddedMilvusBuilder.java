package dev.milvusbackup.testkit;

import dev.milvusbackup.testkit.EmbeddedMilvus.Storage;
import dev.milvusbackup.testkit.internal.ServerGroup;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Settings of an {@link EmbeddedMilvus}. Not thread-safe. */
public final class EmbeddedMilvusBuilder {

  private Storage storage = Storage.LOCAL;
  private int port;
  private boolean passwordRequired;
  private @Nullable Path dataDirectory;
  private final Map<String, String> settings = new TreeMap<>();
  private Duration startTimeout = Duration.ofMinutes(15);

  EmbeddedMilvusBuilder() {}

  /**
   * Sets the storage in which Milvus keeps its data. Default: {@link Storage#LOCAL}.
   *
   * @param storage the storage
   * @return this builder
   */
  public EmbeddedMilvusBuilder storage(Storage storage) {
    this.storage = storage;
    return this;
  }

  /**
   * Sets the port of the gRPC interface. Default: a free port, so that several servers can run
   * simultaneously.
   *
   * @param port the port, from 1 to 65535
   * @return this builder
   * @throws IllegalArgumentException if the port is out of range
   */
  public EmbeddedMilvusBuilder port(int port) {
    if (port < 1 || port > 65535) {
      throw new IllegalArgumentException(
          "Cannot use port %d: it is not between 1 and 65535. Choose another port."
              .formatted(port));
    }
    this.port = port;
    return this;
  }

  /**
   * Makes the server require a password: user {@code root}, password {@code Milvus}, the defaults
   * of Milvus. Default: it requires none.
   *
   * @return this builder
   */
  public EmbeddedMilvusBuilder passwordRequired() {
    this.passwordRequired = true;
    return this;
  }

  /**
   * Sets the folder for the data. The server creates a missing folder, keeps it when it is closed,
   * and uses its data when it starts the next time. Only one server at a time can use a folder.
   * Default: a temporary folder, which is removed when the server is closed.
   *
   * @param folder the folder
   * @return this builder
   */
  public EmbeddedMilvusBuilder dataDirectory(Path folder) {
    this.dataDirectory = folder.toAbsolutePath().normalize();
    return this;
  }

  /**
   * Sets a parameter of {@code milvus.yaml}.
   *
   * @param key the key, such as {@code dataCoord.enableCompaction}
   * @param value the value
   * @return this builder
   * @throws IllegalArgumentException if the key contains a comma or an equals sign, or the value
   *     contains a comma
   */
  public EmbeddedMilvusBuilder setting(String key, String value) {
    if (key.contains(",") || key.contains("=") || value.contains(",")) {
      throw new IllegalArgumentException(
          "Cannot set %s to '%s': a key cannot contain ',' or '=', and a value cannot contain ','. Use another key or value."
              .formatted(key, value));
    }
    settings.put(key, value);
    return this;
  }

  /**
   * Sets how long a start may take, including downloads and, for MinIO, a build the first time.
   * Default: 15 minutes. In any case, a server process that is not ready after 2 minutes fails.
   *
   * @param timeout the maximum time
   * @return this builder
   */
  public EmbeddedMilvusBuilder startTimeout(Duration timeout) {
    this.startTimeout = timeout;
    return this;
  }

  /**
   * Starts the server and waits until it is ready.
   *
   * @return the server; the caller closes it
   * @throws ServerStartException if it does not start; the message contains the end of its log, and
   *     {@link ServerStartException#missingOnThisMachine()} is true if the machine lacks a
   *     requirement
   */
  public EmbeddedMilvus start() {
    return new EmbeddedMilvus(
        ServerGroup.start(List.of(spec()), Optional.ofNullable(dataDirectory), startTimeout));
  }

  /**
   * Returns whether another builder has the same settings.
   *
   * @param other the other builder
   * @return true if all settings are equal
   */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof EmbeddedMilvusBuilder that
        && spec().equals(that.spec())
        && Objects.equals(dataDirectory, that.dataDirectory)
        && startTimeout.equals(that.startTimeout);
  }

  @Override
  public int hashCode() {
    return Objects.hash(spec(), dataDirectory, startTimeout);
  }

  private String spec() {
    StringBuilder spec = new StringBuilder("milvus:name=" + EmbeddedMilvus.NAME);
    spec.append(",storage=").append(storage.name().toLowerCase(Locale.ROOT));
    spec.append(port == 0 ? "" : ",port=" + port);
    spec.append(passwordRequired ? ",auth=on" : "");
    settings.forEach((key, value) -> spec.append(",set.").append(key).append('=').append(value));
    return spec.toString();
  }
}
