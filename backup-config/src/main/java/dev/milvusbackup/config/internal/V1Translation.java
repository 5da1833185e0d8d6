package dev.milvusbackup.config.internal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Translates the settings of the first schema to the second. */
public final class V1Translation {

  private static final String MUTUAL = "2";

  private final Map<String, ResolvedValue> v1;

  public V1Translation(Map<String, ResolvedValue> v1) {
    this.v1 = v1;
  }

  /** Key of the second schema to value, for all settings of the first that have a meaning. */
  public Map<String, ResolvedValue> translate() {
    Map<String, ResolvedValue> v2 = new LinkedHashMap<>();
    for (ConfigKey setting : ConfigSchema.V1.settings()) {
      ResolvedValue value = v1.get(setting.key());
      if (value != null && !setting.v2Key().isEmpty()) {
        v2.put(setting.v2Key(), value.as(translate(setting.v2Key(), value.text())));
      }
    }
    auth(v2).forEach(AuthTranslation::apply);
    return v2;
  }

  /** The same for a file, which also names what it leaves out. */
  public Map<String, ResolvedValue> translateForFile() {
    Map<String, ResolvedValue> v2 = translate();
    auth(v2).forEach(AuthTranslation::nameMissingKeys);
    return v2;
  }

  private static List<AuthTranslation> auth(Map<String, ResolvedValue> v2) {
    return List.of(
        new AuthTranslation(v2, "milvus.storage."), new AuthTranslation(v2, "backup.storage."));
  }

  private String translate(String v2Key, String text) {
    return switch (v2Key) {
      case "milvus.grpc.tlsMode" -> tlsMode(text);
      case "milvus.storage.provider", "backup.storage.provider" -> Provider.named(text).key();
      case "milvus.storage.auth.type", "backup.storage.auth.type" ->
          ValueType.isTrue(text) ? "iam" : "static";
      case "transfer.mode" -> ValueType.isTrue(text) ? "streaming" : "auto";
      default -> text;
    };
  }

  /** Without a key pair "mutual" meant TLS of the server alone. */
  private String tlsMode(String text) {
    if (text.equals(MUTUAL)) {
      return isEmpty("milvus.mtlsCertPath") || isEmpty("milvus.mtlsKeyPath") ? "server" : "mutual";
    }
    return text.equals("1") ? "server" : "disabled";
  }

  private boolean isEmpty(String key) {
    ResolvedValue value = v1.get(key);
    return value == null || value.text().isEmpty();
  }
}
