package dev.milvusbackup.server.internal.jobs;

import dev.milvusbackup.error.InvalidRequestException;
import java.util.regex.Pattern;

/** The rule for ids that clients choose: they become object names and log fields. */
public final class JobIdRule {

  private static final Pattern VALID = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}");

  private JobIdRule() {}

  public static boolean isValid(String id) {
    return VALID.matcher(id).matches();
  }

  public static String check(String id) {
    if (!isValid(id)) {
      throw new InvalidRequestException(
          "Cannot use the request id or task id: it is not 1 to 128 ASCII letters, digits, '_', '-' or '.' starting with a letter, a digit or '_'. Send another one, or none.");
    }
    return id;
  }
}
