package dev.milvusbackup.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.Map;

/**
 * A running Milvus that the environment names, instead of one that is started for the tests; see
 * {@code dev/README.md}. It plays the part of both Milvus that the tests know.
 */
final class GivenMilvus {

  private static final Map<String, String> ENVIRONMENT = System.getenv();

  private GivenMilvus() {}

  static boolean isThere() {
    return !variable("MILVUS_URI").isEmpty();
  }

  /** In the form of {@code dev/servers}. */
  static JsonNode describe() {
    ObjectNode milvus = new JsonMapper().createObjectNode().put("uri", variable("MILVUS_URI"));
    ObjectNode all = new JsonMapper().createObjectNode();
    String endpoint = storage(milvus, variable("MILVUS_STORAGE"));
    if (!variable("MILVUS_USER").isEmpty()) {
      milvus.put("user", variable("MILVUS_USER")).put("password", variable("MILVUS_PASSWORD"));
    }
    if (!endpoint.isEmpty()) {
      all.putObject("minio")
          .put("endpoint", endpoint)
          .put("accessKey", ENVIRONMENT.getOrDefault("MINIO_ACCESS_KEY", "minioadmin"))
          .put("secretKey", ENVIRONMENT.getOrDefault("MINIO_SECRET_KEY", "minioadmin"));
    }
    all.putObject("milvus").<ObjectNode>set("local", milvus).set("onminio", milvus);
    return all;
  }

  /** Fills in where Milvus keeps its data, and gives the endpoint of the MinIO that is there. */
  private static String storage(ObjectNode milvus, String storage) {
    switch (storage) {
      case "local" ->
          milvus.put("storage", "local").put("localPath", variable("MILVUS_LOCAL_PATH"));
      case "minio" ->
          milvus
              .put("storage", "minio")
              .put("bucket", variable("MILVUS_BUCKET"))
              .put("rootPath", variable("MILVUS_ROOT_PATH"));
      default -> {
        return storage(milvus, URI.create(storage));
      }
    }
    return variable("MINIO_ENDPOINT");
  }

  private static String storage(ObjectNode milvus, URI storage) {
    if ("file".equals(storage.getScheme())) {
      milvus.put("storage", "local").put("localPath", storage.getPath());
      return variable("MINIO_ENDPOINT");
    }
    if (!"minio".equals(storage.getScheme())) {
      throw new IllegalStateException(
          "Cannot use MILVUS_STORAGE=%s: write minio://host:port/bucket/rootPath or file:///path"
              .formatted(storage));
    }
    String[] path = storage.getPath().split("/", 3);
    milvus
        .put("storage", "minio")
        .put("bucket", path[1])
        .put("rootPath", path.length > 2 ? path[2] : "");
    String scheme = variable("MINIO_USE_SSL").equals("true") ? "https://" : "http://";
    return scheme + storage.getAuthority();
  }

  private static String variable(String name) {
    return ENVIRONMENT.getOrDefault(name, "");
  }
}
