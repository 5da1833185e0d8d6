package dev.milvusbackup.cli;

import dev.milvusbackup.RestoreRequest;
import dev.milvusbackup.error.InvalidRequestException;

/** The Go tool's renames, {@code a:b,db1.c:db2.d,db3.*:db4.*}, and patterns of any form. */
final class Renames {

  private static final String ALL = ".*";

  private Renames() {}

  static void apply(String text, RestoreRequest.Builder request) {
    for (String pair : text.split(",", -1)) {
      String[] names = pair.strip().split(":", -1);
      if (names.length != 2) {
        throw unreadable(pair, "it is not one name, a colon and another name");
      }
      apply(pair, names[0], names[1], request);
    }
  }

  private static void apply(
      String pair, String source, String target, RestoreRequest.Builder request) {
    if (source.contains("*") != target.contains("*")) {
      throw unreadable(pair, "one side has wildcards, the other has none");
    }
    if (isDatabase(source) && isDatabase(target)) {
      request.renameDatabase(database(source), database(target));
    } else {
      request.rename(source, target);
    }
  }

  private static boolean isDatabase(String pattern) {
    return pattern.endsWith(ALL) && pattern.indexOf('*') == pattern.length() - 1;
  }

  private static String database(String pattern) {
    return pattern.substring(0, pattern.length() - ALL.length());
  }

  private static InvalidRequestException unreadable(String pair, String why) {
    return new InvalidRequestException(
        "Cannot rename by '%s': %s. Write 'old:new', 'db.old:db.new', 'db1.*:db2.*' or 'db.a_*:db.b_*'."
            .formatted(pair, why));
  }
}
