package dev.milvusbackup.server.internal.create;

import dev.milvusbackup.BackupName;
import dev.milvusbackup.error.InvalidRequestException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The Go tool's rule for new names, with its messages. It is stricter than {@link BackupName}. */
final class BackupNameRule {

  private BackupNameRule() {}

  static String check(@Nullable String name) {
    if (name == null || name.isEmpty()) {
      throw new InvalidRequestException("backup name is required");
    }
    if (name.chars().anyMatch(BackupNameRule::isWhitespace)) {
      throw new InvalidRequestException("backup name should not contain whitespace");
    }
    if (name.getBytes(StandardCharsets.UTF_8).length > BackupName.MAX_LENGTH) {
      throw new InvalidRequestException("backup name length should not exceed 128");
    }
    if (!name.matches("[A-Za-z_].*")) {
      throw new InvalidRequestException("backup name should start with an underscore or letter");
    }
    if (!name.matches("[A-Za-z0-9_]*")) {
      throw new InvalidRequestException(
          "backup name should only contain numbers, letters and underscores");
    }
    return name;
  }

  private static boolean isWhitespace(int c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }
}
