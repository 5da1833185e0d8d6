package dev.milvusbackup.internal.job;

import dev.milvusbackup.error.InvalidRequestException;
import java.util.regex.Pattern;

/** Ids that callers choose end up in logs, file names and metadata. */
public final class JobId {

  private static final Pattern VALID = Pattern.compile("[\\p{L}\\p{N}_.:-]{1,128}");

  private JobId() {}

  public static String check(String id) {
    if (!VALID.matcher(id).matches() || id.startsWith(".")) {
      throw new InvalidRequestException(
          "Cannot use job id of %d characters: it is empty, too long, or contains characters other than letters, digits, '_', '-', ':' and '.'. Choose another, or leave it out."
              .formatted(id.length()));
    }
    return id;
  }
}
