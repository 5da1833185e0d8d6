package dev.milvusbackup.junit5;

import dev.milvusbackup.CollectionName;
import java.util.UUID;
import java.util.regex.Pattern;

/** Names that are unique in this JVM and others. */
final class UniqueNames {

  private static final Pattern SUFFIX = Pattern.compile("_[0-9a-f]{32}$");
  private static final int LONGEST = 255 - 33;

  private final String suffix;

  private UniqueNames(String suffix) {
    this.suffix = suffix;
  }

  static UniqueNames random() {
    return new UniqueNames("_" + UUID.randomUUID().toString().replace("-", ""));
  }

  /** In the default database, so that no database remains. */
  CollectionName of(CollectionName source) {
    CollectionName original = original(source);
    boolean inDefault = original.database().equals(CollectionName.DEFAULT_DATABASE);
    String name = inDefault ? original.name() : original.database() + "_" + original.name();
    String shortened = name.substring(0, Math.min(name.length(), LONGEST));
    return new CollectionName(CollectionName.DEFAULT_DATABASE, shortened + suffix);
  }

  /** The name without the suffix of an earlier restore. */
  static CollectionName original(CollectionName name) {
    String original = SUFFIX.matcher(name.name()).replaceFirst("");
    return original.isEmpty() ? name : new CollectionName(name.database(), original);
  }
}
