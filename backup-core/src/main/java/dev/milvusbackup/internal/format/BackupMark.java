package dev.milvusbackup.internal.format;

import dev.milvusbackup.storage.ObjectBody;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * What an empty object beside the commit object of an incremental backup says of it. Its name holds
 * the word of the create, so that it means nothing to another backup of the same name.
 */
public enum BackupMark {
  /** The create found out, after it had published the backup, that something was gone. */
  WITHDRAWN,
  /** It was deleted. Its objects remain for the grace period. */
  DELETED,
  /** It replaces the full backup of the same name, whose objects remain for the grace period. */
  ADOPTED;

  private static final String JSON = ".json";

  /**
   * The name of the mark in {@code meta/}.
   *
   * @param create the word of the create
   */
  public String file(String create) {
    return prefix() + create + JSON;
  }

  public static ObjectBody body() {
    return ObjectBody.of("{}".getBytes(StandardCharsets.UTF_8));
  }

  /** The mark of a file name; empty for other files. */
  public static Optional<BackupMark> of(String file) {
    for (BackupMark mark : values()) {
      if (file.startsWith(mark.prefix()) && file.endsWith(JSON) && file.indexOf('/') < 0) {
        return Optional.of(mark);
      }
    }
    return Optional.empty();
  }

  private String prefix() {
    return name().toLowerCase(Locale.ROOT) + ".";
  }
}
