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

/** Settings of an {@link EmbeddedMilvus}. Not for use by several threads. */
public final class EmbeddedMilvusBuilder {

  private Storage storage = Storage.LOCAL;
  private int port;
  private boolean passwordRequired;
  private @Nullable Path dataDirectory;
  private final Map<String, String> settings = new TreeMap<>();
  private Duration startTimeout = Duration.ofMinutes(15);

  EmbeddedMilvusBuilder() {}

  /**
   * Where it keeps its data. Default: {@link Storage#LOCAL}.
   *
   * @param storage the choice
   * @return this builder
   */
  public EmbeddedMilvusBuilder storage(Storage storage) {
    this.storage = storage;
    return this;
  }

  /**
   * The port of its gRPC interface. Default: a free one, which suits tests that run at once.
   *
   * @param port from 1 to 65535
   * @return this builder
   * @throws IllegalArgumentException if it is not
   */
  public EmbeddedMilvusBuilder port(int port) {
    if (port < 1 || port > 65535) {
      throw new IllegalArgumentException(
          "Cannot use port %d: ports go from 1 to 65535".formatted(port));
    }
    this.port = port;
    return this;
  }

  /**
   * Makes it ask for a password: user {@code root}, password {@code Milvus}, as Milvus is
   * delivered. Default: none is asked for.
   *
   * @return this builder
   */
  public EmbeddedMilvusBuilder passwordRequired() {
    this.passwordRequired = true;
    return this;
  }

  /**
   * A folder for its data, which is made if it is missing, kept at the end, and used again by the
   * next start. Only one server at a time may use it. Default: a temporary folder, removed at the
   * end.
   *
   * @param folder the folder
   * @return this builder
   */
  public EmbeddedMilvusBuilder dataDirectory(Path folder) {
    this.dataDirectory = folder.toAbsolutePath().normalize();
    return this;
  }

  /**
   * Any setting of {@code milvus.yaml}.
   *
   * @param key such as {@code dataCoord.enableCompaction}
   * @param value its value, without a comma
   * @return this builder
   * @throws IllegalArgumentException if the key or the value holds a comma
   */
  public EmbeddedMilvusBuilder setting(String key, String value) {
    if (key.contains(",") || key.contains("=") || value.contains(",")) {
      throw new IllegalArgumentException(
          "Cannot set %s to '%s': commas cannot be passed on".formatted(key, value));
    }
    settings.put(key, value);
    return this;
  }

  /**
   * How long a start may take, with downloads and, for MinIO, a build the first time. Default: 15
   * minutes. A server that is there but not ready after 2 minutes fails in any case.
   *
   * @param timeout the longest wait
   * @return this builder
   */
  public EmbeddedMilvusBuilder startTimeout(Duration timeout) {
    this.startTimeout = timeout;
    return this;
  }

  /**
   * Starts it and waits until it is ready.
   *
   * @return the server, to be closed
   * @throws ServerStartException if it does not start; the message holds the end of its log, and
   *     {@link ServerStartException#missingOnThisMachine()} tells whether the machine lacks
   *     something
   */
  public EmbeddedMilvus start() {
    return new EmbeddedMilvus(
        ServerGroup.start(List.of(spec()), Optional.ofNullable(dataDirectory), startTimeout));
  }

  /**
   * Whether another builder would start the same server.
   *
   * @param other the other one
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
