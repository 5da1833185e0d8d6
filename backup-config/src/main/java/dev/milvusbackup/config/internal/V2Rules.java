package dev.milvusbackup.config.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The rules by which the Go tool accepts a file of the second schema: each type of credentials has
 * its keys, and another key is an error there even if it is empty.
 */
public final class V2Rules {

  private static final String AZURE = "azure";
  private static final String GCP = "gcpnative";
  private static final Map<String, List<String>> TYPES =
      Map.of(AZURE, List.of("sharedKey", "default"), GCP, List.of("serviceAccount", "default"));
  private static final List<String> TYPES_OF_OTHERS = List.of("static", "iam", "default");
  private static final Map<String, List<String>> REQUIRED =
      Map.of(
          "static", List.of("accessKeyID", "secretAccessKey"),
          "sharedKey", List.of("accountKey"),
          "serviceAccount", List.of("credentialsFile"));
  private static final Map<String, List<String>> OPTIONAL =
      Map.of("static", List.of("sessionToken"), "iam", List.of("endpoint"));
  private static final Set<String> AUTH_KEYS =
      Set.of(
          "accessKeyID",
          "secretAccessKey",
          "sessionToken",
          "accountKey",
          "credentialsFile",
          "endpoint");

  private final Map<String, ResolvedValue> written;
  private final ResolvedConfig effective;
  private final Problems problems;

  /**
   * For a file.
   *
   * @param written the values in the file
   * @param effective with inherited values and defaults
   */
  public V2Rules(Map<String, ResolvedValue> written, ResolvedConfig effective, Problems problems) {
    this.written = written;
    this.effective = effective;
    this.problems = problems;
  }

  public void check() {
    storage("milvus.storage.");
    storage("backup.storage.");
    mutualTls();
    endpoint("milvus.rest.endpoint");
    endpoint("milvus.management.endpoint");
    require("milvus.etcd.endpoints", "");
  }

  private void storage(String prefix) {
    String provider = effective.text(prefix + "provider");
    if (provider.equals("local")) {
      return;
    }
    if (provider.equals(AZURE)) {
      require(prefix + "accountName", " for provider azure");
    } else {
      refuse(prefix + "accountName", "belongs to provider azure only");
    }
    refuse(prefix + "localPath", "belongs to provider local only");
    auth(prefix + "auth.", effective.text(prefix + "auth.type"), provider);
  }

  private void auth(String prefix, String type, String provider) {
    List<String> types = TYPES.getOrDefault(provider, TYPES_OF_OTHERS);
    if (!types.contains(type)) {
      problems.error(
          effective.value(prefix + "type").origin(),
          "must be one of %s for provider %s, not '%s'"
              .formatted(String.join(", ", types), provider, type));
      return;
    }
    List<String> required = REQUIRED.getOrDefault(type, List.of());
    required.forEach(key -> require(prefix + key, " for auth.type " + type));
    List<String> allowed = new ArrayList<>(required);
    allowed.addAll(OPTIONAL.getOrDefault(type, List.of()));
    AUTH_KEYS.stream()
        .filter(key -> !allowed.contains(key))
        .sorted()
        .forEach(key -> refuse(prefix + key, "does not belong to auth.type " + type));
  }

  private void mutualTls() {
    if (effective.text("milvus.grpc.tlsMode").equals("mutual")) {
      require("milvus.grpc.mtlsCertPath", " for tlsMode mutual");
      require("milvus.grpc.mtlsKeyPath", " for tlsMode mutual");
    }
  }

  private void endpoint(String key) {
    if (!effective.text(key).isEmpty() && !effective.text(key).matches("https?://[^/]+.*")) {
      problems.error(effective.value(key).origin(), "must be a URL such as http://localhost:9091");
    }
  }

  private void require(String key, String when) {
    if (effective.text(key).isEmpty()) {
      problems.error(effective.value(key).origin(), "(" + key + ") is required" + when);
    }
  }

  private void refuse(String key, String why) {
    ResolvedValue value = written.get(key);
    if (value != null) {
      problems.error(value.origin(), "(" + key + ") " + why);
    }
  }
}
