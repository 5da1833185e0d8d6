package dev.milvusbackup.cli;

import dev.milvusbackup.RestoreRequest;
import dev.milvusbackup.error.InvalidRequestException;

/** The Go tool's renames: {@code a:b,db1.c:db2.d,db3.*:db4.*}. */
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
    if (source.endsWith(ALL) != target.endsWith(ALL)) {
      throw unreadable(pair, "one side is a whole database, the other is not");
    }
    if (source.endsWith(ALL)) {
      request.renameDatabase(database(source), database(target));
    } else {
      request.rename(source, target);
    }
  }

  private static String database(String pattern) {
    return pattern.substring(0, pattern.length() - ALL.length());
  }

  private static InvalidRequestException unreadable(String pair, String why) {
    return new InvalidRequestException(
        "Cannot rename by '%s': %s. Write 'old:new', 'db.old:db.new' or 'db1.*:db2.*'."
            .formatted(pair, why));
  }
}
