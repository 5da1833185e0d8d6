package dev.milvusbackup.testkit.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.milvusbackup.testkit.ServerStartException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/**
 * Real servers for the tests of this repository.
 *
 * <p>A test is skipped on a machine that cannot run them (no Python, no Go, an unsupported
 * processor); with {@code CI=true} in the environment it fails instead. With {@code MILVUS_URI} in
 * the environment, tests that start their own Milvus are skipped.
 */
public final class DevServers implements AutoCloseable {

  /** The first start downloads Milvus and builds MinIO, which takes minutes. */
  private static final Duration TIMEOUT = Duration.ofMinutes(15);

  private static final Map<List<String>, DevServers> SHARED = new ConcurrentHashMap<>();

  private final @Nullable ServerGroup servers;
  private final JsonNode description;

  private DevServers(@Nullable ServerGroup servers, JsonNode description) {
    this.servers = servers;
    this.description = description;
  }

  /**
   * Starts servers and waits until they are ready.
   *
   * @param specs the servers, such as {@code minio} or {@code milvus:name=a,storage=minio}
   * @return the servers; the caller closes them
   */
  public static DevServers start(String... specs) {
    Assumptions.assumeTrue(
        System.getenv("MILVUS_URI") == null || List.of(specs).equals(List.of("minio")),
        () -> "Skipped with MILVUS_URI: the test starts its own servers " + List.of(specs));
    try {
      ServerGroup servers = ServerGroup.start(List.of(specs), Optional.empty(), TIMEOUT);
      return new DevServers(servers, servers.description());
    } catch (ServerStartException e) {
      if (e.missingOnThisMachine() && !"true".equals(System.getenv("CI"))) {
        return Assumptions.abort(e.getMessage());
      }
      throw e;
    }
  }

  /**
   * Returns servers that all tests of this JVM share, and starts them on the first call. For {@code
   * minio} alone, {@code MINIO_ENDPOINT}, {@code MINIO_ACCESS_KEY} and {@code MINIO_SECRET_KEY} in
   * the environment select an existing server instead.
   *
   * @param specs as for {@link #start}
   * @return the servers; do not close them
   */
  public static DevServers shared(String... specs) {
    List<String> key = List.of(specs);
    if (key.equals(List.of("minio")) && System.getenv("MINIO_ENDPOINT") != null) {
      return new DevServers(null, minioOfEnvironment());
    }
    return SHARED.computeIfAbsent(key, k -> start(specs));
  }

  /**
   * Returns the description of the servers.
   *
   * @return a tree such as {@code {"minio": {"endpoint": …}, "milvus": {"a": {"uri": …}}}}
   */
  public JsonNode description() {
    return description;
  }

  /**
   * Stops, kills or starts one server.
   *
   * @param line a command such as {@code kill minio} or {@code restart milvus}
   * @return the answer of the launcher script
   * @throws IllegalStateException if these servers are not started by this class
   * @throws ServerStartException if the command fails
   */
  public JsonNode command(String line) {
    if (servers == null) {
      throw new IllegalStateException(
          "Cannot %s: MINIO_ENDPOINT names a server that the tests did not start. Unset it."
              .formatted(line));
    }
    return servers.command(line);
  }

  @Override
  public void close() {
    if (servers != null) {
      servers.close();
    }
  }

  private static JsonNode minioOfEnvironment() {
    Map<String, String> environment = System.getenv();
    Map<String, String> minio =
        Map.of(
            "endpoint", environment.getOrDefault("MINIO_ENDPOINT", ""),
            "accessKey", environment.getOrDefault("MINIO_ACCESS_KEY", "minioadmin"),
            "secretKey", environment.getOrDefault("MINIO_SECRET_KEY", "minioadmin"));
    return new JsonMapper().valueToTree(Map.of("minio", minio));
  }
}
