package dev.milvusbackup.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * The rules of the Go tool for a v2 file, written down from its source (internal/cfg/v2, main of
 * August 2026) and independent of the library's own. "Set" means that the file contains the key,
 * even with an empty value; the backup storage inherits values, which are then not set.
 */
final class GoToolRules {

  private static final List<String> AUTH_KEYS =
      List.of(
          "accessKeyID",
          "secretAccessKey",
          "sessionToken",
          "accountKey",
          "credentialsFile",
          "endpoint");

  private final Map<String, String> set = new TreeMap<>();
  private final List<String> broken = new ArrayList<>();

  private GoToolRules(Path file) throws IOException {
    Load load = new Load(LoadSettings.builder().build());
    flatten("", (Map<?, ?>) load.loadFromString(Files.readString(file)));
  }

  /** What the Go tool would refuse. */
  static List<String> brokenBy(Path file) throws IOException {
    GoToolRules rules = new GoToolRules(file);
    rules.storage("milvus.storage.");
    rules.storage("backup.storage.");
    rules.require(!rules.value("milvus.etcd.endpoints", "x").isEmpty(), "milvus.etcd.endpoints");
    rules.require(
        rules
            .value("milvus.management.endpoint", "http://localhost:9091")
            .matches("(https?://[^/]+.*)?"),
        "milvus.management.endpoint");
    return rules.broken;
  }

  private void storage(String prefix) {
    String provider = effective(prefix, "provider", "minio");
    if (provider.equals("local")) {
      return;
    }
    boolean azure = provider.equals("azure");
    require(
        azure ? !effective(prefix, "accountName", "").isEmpty() : !isSet(prefix, "accountName"),
        prefix + "accountName");
    require(!isSet(prefix, "localPath"), prefix + "localPath");
    String type = effective(prefix, "auth.type", "static");
    List<String> own =
        switch (type) {
          case "static" -> List.of("accessKeyID", "secretAccessKey", "sessionToken");
          case "sharedKey" -> List.of("accountKey");
          case "serviceAccount" -> List.of("credentialsFile");
          case "iam" -> List.of("endpoint");
          default -> List.of();
        };
    require(typesOf(provider).contains(type), prefix + "auth.type " + type + " of " + provider);
    for (String key : AUTH_KEYS) {
      boolean optional = key.equals("sessionToken") || key.equals("endpoint");
      String byDefault = key.endsWith("AccessKey") || key.equals("accessKeyID") ? "minioadmin" : "";
      boolean good =
          own.contains(key)
              ? optional || !effective(prefix, "auth." + key, byDefault).isEmpty()
              : !isSet(prefix, "auth." + key);
      require(good, prefix + "auth." + key + " with type " + type);
    }
  }

  private static List<String> typesOf(String provider) {
    return switch (provider) {
      case "azure" -> List.of("sharedKey", "default");
      case "gcpnative" -> List.of("serviceAccount", "default");
      default -> List.of("static", "iam", "default");
    };
  }

  private String effective(String prefix, String key, String byDefault) {
    String inherited =
        prefix.startsWith("backup.") ? value("milvus.storage." + key, byDefault) : byDefault;
    return value(prefix + key, inherited);
  }

  private String value(String key, String byDefault) {
    return set.getOrDefault(key, byDefault);
  }

  private boolean isSet(String prefix, String key) {
    return set.containsKey(prefix + key);
  }

  private void require(boolean good, String rule) {
    if (!good) {
      broken.add(rule);
    }
  }

  private void flatten(String key, Object node) {
    if (node instanceof Map<?, ?> map) {
      map.forEach((name, value) -> flatten(key.isEmpty() ? "" + name : key + "." + name, value));
    } else {
      set.put(key, String.valueOf(node));
    }
  }
}
