package dev.milvusbackup.internal.sharing;

import dev.milvusbackup.internal.format.SharedLayout;
import dev.milvusbackup.internal.milvusstorage.BinlogLayout;
import dev.milvusbackup.storage.ObjectKey;
import java.util.Optional;

/**
 * The parts of the key of a shared object.
 *
 * @param group the id of the segment in the name of the directory that an import job names
 * @param log the rest of the key, below that directory
 */
public record SharedPath(String root, long collection, long group, String log) {

  private static final int COLLECTION = 2;
  private static final int GROUP = 4;
  private static final int LOG = 5;
  private static final int MOST_DIGITS = 18;

  /** Empty for an object outside the directories that import jobs name: no backup refers to it. */
  public static Optional<SharedPath> of(ObjectKey key) {
    String[] parts = key.relativeTo(SharedLayout.ROOTS).split("/", LOG + 1);
    if (parts.length <= LOG
        || !parts[1].equals(BinlogLayout.INSERT_LOG)
        || !isId(parts[COLLECTION])
        || !isId(parts[GROUP])) {
      return Optional.empty();
    }
    return Optional.of(
        new SharedPath(
            parts[0], Long.parseLong(parts[COLLECTION]), Long.parseLong(parts[GROUP]), parts[LOG]));
  }

  private static boolean isId(String text) {
    return !text.isEmpty()
        && text.length() <= MOST_DIGITS
        && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
