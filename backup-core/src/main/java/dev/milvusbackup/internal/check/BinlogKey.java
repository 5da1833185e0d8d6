package dev.milvusbackup.internal.check;

import dev.milvusbackup.internal.binlog.file.BinlogReader.Kind;
import dev.milvusbackup.internal.binlog.file.BinlogSummary;
import dev.milvusbackup.internal.format.BackupLayout;
import dev.milvusbackup.internal.format.SharedLayout;
import dev.milvusbackup.internal.milvusstorage.BinlogLayout;
import dev.milvusbackup.storage.ObjectKey;

/**
 * The facts about a binlog in its key.
 *
 * @param fieldId of an insert log; {@link BinlogSummary#UNKNOWN} for a delta log
 */
record BinlogKey(Kind kind, long segmentId, long fieldId) {

  static BinlogKey of(BackupLayout layout, ObjectKey key) {
    String[] path = SharedLayout.binlogPath(key, layout.binlogs()).split("/", -1);
    int last = path.length - 1;
    return path[0].equals(BinlogLayout.INSERT_LOG)
        ? new BinlogKey(Kind.INSERTS, number(path, last - 2), number(path, last - 1))
        : new BinlogKey(Kind.DELETES, number(path, last - 1), BinlogSummary.UNKNOWN);
  }

  /** Whether the content can belong to the key. */
  boolean matches(BinlogSummary content) {
    return matches(segmentId, content.segmentId())
        && (kind == Kind.DELETES || matches(fieldId, content.fieldId()));
  }

  private static boolean matches(long expected, long found) {
    return found == expected || found == BinlogSummary.UNKNOWN;
  }

  private static long number(String[] path, int index) {
    return index > 0 && path[index].matches("\\d{1,18}")
        ? Long.parseLong(path[index])
        : BinlogSummary.UNKNOWN;
  }
}
