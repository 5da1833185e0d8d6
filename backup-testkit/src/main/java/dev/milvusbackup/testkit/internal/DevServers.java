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
 * <p>Where they cannot be had (no Python, no Go, another processor), the test is skipped; with
 * {@code CI=true} in the environment it fails instead. With {@code MILVUS_URI} in the environment
 * no Milvus is started: tests that need one with settings of their own are skipped.
 */
public final class DevServers implements AutoCloseable {

  /** Getting Milvus and building MinIO take minutes the first time. */
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
   * @param specs what to start, such as {@code minio} or {@code milvus:name=a,storage=minio}
   * @return the servers, to be closed
   */
  public static DevServers start(String... specs) {
    Assumptions.assumeTrue(
        System.getenv("MILVUS_URI") == null || List.of(specs).equals(List.of("minio")),
        () -> "Starts Milvus with settings of its own, so not with MILVUS_URI: " + List.of(specs));
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
   * Servers that all tests of this JVM share, started by the first one that asks. For {@code minio}
   * alone, {@code MINIO_ENDPOINT}, {@code MINIO_ACCESS_KEY} and {@code MINIO_SECRET_KEY} in the
   * environment name a server to use instead.
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
   * What the script tells about the servers.
   *
   * @return a tree such as {@code {"minio": {"endpoint": …}, "milvus": {"a": {"uri": …}}}}
   */
  public JsonNode description() {
    return description;
  }

  /**
   * Stops, kills or starts one server.
   *
   * @param line such as {@code kill minio} or {@code restart milvus}
   * @return the script's answer
   * @throws IllegalStateException if the servers were not started here
   * @throws ServerStartException if it could not be done
   */
  public JsonNode command(String line) {
    if (servers == null) {
      throw new IllegalStateException("These servers were not started here");
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
