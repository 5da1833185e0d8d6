package dev.milvusbackup.internal.format;

import dev.milvusbackup.internal.format.metadata.SegmentBackupInfo;
import dev.milvusbackup.internal.milvusstorage.BinlogLayout;
import dev.milvusbackup.storage.ObjectKey;
import java.util.Optional;

/**
 * The keys of what incremental backups share, as defined in {@code docs/format.md}. They lie
 * outside of every backup, so that no delete of one takes them from others.
 */
public final class SharedLayout {

  public static final ObjectKey DIRECTORY = ObjectKey.of(".shared");
  public static final ObjectKey ROOTS = DIRECTORY.resolve("roots");
  public static final ObjectKey PINS = DIRECTORY.resolve("pins");
  public static final ObjectKey CONDEMNED = DIRECTORY.resolve("condemned");

  private static final int LEVELS_OF_GROUP =
      6; // roots, root, insert_log and three ids: a slash ends each
  private static final String PATH = "shared/";
  private static final String JSON = ".json";

  private SharedLayout() {}

  /** The locks of the prune that works on shared objects. */
  public static LockSite locks() {
    return new LockSite(DIRECTORY.resolve("locks"), "the shared objects");
  }

  /** The directory of {@code insert_log} of a root. */
  public static ObjectKey root(String name) {
    return ROOTS.resolve(name);
  }

  /** The root that a key is below. */
  public static ObjectKey rootOf(ObjectKey key) {
    String path = key.relativeTo(ROOTS);
    return root(path.substring(0, path.indexOf('/')));
  }

  /** The directory of a segment that an import job names. */
  public static ObjectKey group(String root, SegmentBackupInfo segment) {
    return root(root)
        .resolve(
            BinlogLayout.segment(
                    BinlogLayout.INSERT_LOG,
                    segment.collectionId(),
                    segment.partitionId(),
                    segment.groupId())
                .path());
  }

  /** The directory that an import job names, of an object in it at any depth. */
  public static ObjectKey groupOf(ObjectKey object) {
    String path = object.path();
    int end = ROOTS.path().length();
    for (int i = 0; i < LEVELS_OF_GROUP && end >= 0; i++) {
      end = path.indexOf('/', end + 1);
    }
    return end > 0 ? ObjectKey.of(path.substring(0, end)) : object;
  }

  /** How a commit object names a shared object or directory. */
  public static String path(ObjectKey key) {
    return PATH + key.relativeTo(ROOTS);
  }

  /** The object of a path in a commit object; empty if it is not shared. */
  public static Optional<ObjectKey> key(String path) {
    return path.startsWith(PATH)
        ? Optional.of(ROOTS.resolve(path.substring(PATH.length())))
        : Optional.empty();
  }

  /** The path of a binlog below its root of shared objects, or below a directory of binlogs. */
  public static String binlogPath(ObjectKey key, ObjectKey binlogs) {
    if (!key.isBelow(ROOTS)) {
      return key.relativeTo(binlogs);
    }
    String path = key.relativeTo(ROOTS);
    return path.substring(path.indexOf('/') + 1);
  }

  public static ObjectKey pin(String token) {
    return PINS.resolve(token + JSON);
  }

  public static ObjectKey condemned(String list) {
    return CONDEMNED.resolve(list + JSON);
  }

  /** The name of a pin or of a list; empty for other files. */
  public static Optional<String> name(ObjectKey key, ObjectKey directory) {
    String file = key.relativeTo(directory);
    return file.endsWith(JSON) && file.indexOf('/') < 0
        ? Optional.of(file.substring(0, file.length() - JSON.length()))
        : Optional.empty();
  }
}
