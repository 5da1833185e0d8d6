package dev.milvusbackup.internal.sharing;

import dev.milvusbackup.internal.format.metadata.Binlog;
import dev.milvusbackup.internal.format.metadata.FieldBinlog;
import dev.milvusbackup.internal.format.metadata.SegmentBackupInfo;

/**
 * Stands for the names and sizes of the insert logs of a segment, in any order, so that a listing
 * can be compared with what is expected in little memory.
 *
 * @param count the number of logs
 * @param hash the sum of a hash of each
 */
record LogSum(int count, long hash) {

  static final LogSum NONE = new LogSum(0, 0);

  static LogSum of(SegmentBackupInfo segment) {
    LogSum sum = NONE;
    String id = Long.toString(segment.segmentId());
    for (FieldBinlog field : segment.binlogs()) {
      for (Binlog log : field.binlogs()) {
        sum = sum.plus(of(id + "/" + field.fieldId() + "/" + log.logId(), log.size()));
      }
    }
    return sum;
  }

  /**
   * The sum of one log.
   *
   * @param path its key below the directory of the segment's group
   */
  static LogSum of(String path, long size) {
    return new LogSum(1, mix(hashOf(path) ^ mix(size)));
  }

  LogSum plus(LogSum more) {
    return new LogSum(count + more.count, hash + more.hash);
  }

  private static long hashOf(String path) {
    long hash = 0;
    for (int i = 0; i < path.length(); i++) {
      hash = 1_000_003 * hash + path.charAt(i);
    }
    return hash;
  }

  /** The last steps of SplitMix64. */
  static long mix(long value) {
    long mixed = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
    return mixed ^ (mixed >>> 31);
  }
}
