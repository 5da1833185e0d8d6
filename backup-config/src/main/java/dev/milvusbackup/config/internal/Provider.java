package dev.milvusbackup.config.internal;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The storage services of the Go tool's configuration. */
public enum Provider {
  LOCAL(true),
  MINIO(true),
  S3(true),
  AWS(true),
  GCP(false),
  GCPNATIVE(false),
  AZURE(false),
  ALIYUN(false, "ali", "alibaba", "alicloud"),
  TENCENT(false, "tc"),
  HWC(false);

  private final boolean supported;

  @SuppressWarnings("ImmutableEnumChecker") // created by Set.of
  private final Set<String> aliases;

  Provider(boolean supported, String... aliases) {
    this.supported = supported;
    this.aliases = Set.of(aliases);
  }

  /** In lower case, as in the v2 schema. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  public boolean isSupported() {
    return supported;
  }

  public static boolean isKnown(String name) {
    return Arrays.stream(values()).anyMatch(p -> p.hasName(name));
  }

  public static Provider named(String name) {
    return Arrays.stream(values()).filter(p -> p.hasName(name)).findFirst().orElse(MINIO);
  }

  public static List<String> names() {
    return Arrays.stream(values()).map(Provider::key).toList();
  }

  private boolean hasName(String name) {
    return key().equalsIgnoreCase(name) || aliases.contains(name.toLowerCase(Locale.ROOT));
  }
}
