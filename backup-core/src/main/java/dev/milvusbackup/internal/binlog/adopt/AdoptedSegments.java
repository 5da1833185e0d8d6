package dev.milvusbackup.internal.binlog.adopt;

import dev.milvusbackup.error.CorruptBackupException;
import dev.milvusbackup.internal.binlog.export.Fingerprint;
import dev.milvusbackup.internal.binlog.export.LogFile;
import dev.milvusbackup.internal.format.BackupLayout;
import dev.milvusbackup.internal.format.metadata.Binlog;
import dev.milvusbackup.internal.format.metadata.CollectionBackupInfo;
import dev.milvusbackup.internal.format.metadata.FieldBinlog;
import dev.milvusbackup.internal.format.metadata.PartitionBackupInfo;
import dev.milvusbackup.internal.format.metadata.SegmentBackupInfo;
import dev.milvusbackup.internal.milvusstorage.BinlogLayout;
import dev.milvusbackup.storage.Digest;
import dev.milvusbackup.storage.ObjectInfo;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The fingerprints that a create would compute for the segments of a full backup. What the store
 * says of a copy is compared with what Milvus's storage says later, which means something only
 * where both derive the ETag from the content.
 */
record AdoptedSegments(ObjectStore store, BackupLayout layout) {

  /**
   * Reads one collection.
   *
   * @return the fingerprint of each segment by its id, empty where none can be computed
   * @throws CorruptBackupException if an insert log is missing or has another size
   */
  Map<Long, String> fingerprints(CollectionBackupInfo collection) {
    Map<ObjectKey, ObjectInfo> found = list(collection.collectionId());
    Map<Long, String> fingerprints = new HashMap<>();
    for (PartitionBackupInfo partition : collection.partitions()) {
      for (SegmentBackupInfo segment : partition.segments()) {
        List<LogFile> logs = logs(segment, found);
        fingerprints.put(segment.segmentId(), Fingerprint.of(collection, segment, List.of(logs)));
      }
    }
    return fingerprints;
  }

  private Map<ObjectKey, ObjectInfo> list(long collection) {
    ObjectKey directory =
        layout
            .binlogs()
            .resolve(BinlogLayout.directory(BinlogLayout.INSERT_LOG, collection).path());
    Map<ObjectKey, ObjectInfo> found = new HashMap<>();
    try (Stream<ObjectInfo> objects = store.list(directory)) {
      objects.forEach(object -> found.put(object.key(), object));
    }
    return found;
  }

  private List<LogFile> logs(SegmentBackupInfo segment, Map<ObjectKey, ObjectInfo> found) {
    List<LogFile> logs = new ArrayList<>();
    for (FieldBinlog field : segment.binlogs()) {
      for (Binlog log : field.binlogs()) {
        ObjectKey key = layout.insertLog(segment, field.fieldId(), log.logId());
        ObjectInfo object = found.get(key);
        if (object == null || object.size() != log.size()) {
          throw new CorruptBackupException(
              "Cannot adopt backup '%s': %s in %s is missing or does not have %d bytes. Verify the backup."
                  .formatted(layout.name(), key, store.displayName(), log.size()));
        }
        logs.add(new LogFile(key, field.fieldId(), log.logId(), log.size(), tag(object)));
      }
    }
    return logs;
  }

  private static long tag(ObjectInfo object) {
    boolean ofContent =
        object
            .digest()
            .filter(digest -> digest.algorithm().equals(Digest.MD5))
            .map(Digest::hex)
            .equals(object.etag());
    return ofContent ? Fingerprint.tag(object) : Fingerprint.NO_TAG;
  }
}
