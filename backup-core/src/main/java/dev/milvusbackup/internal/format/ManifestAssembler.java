package dev.milvusbackup.internal.format;

import dev.milvusbackup.BackupSummary;
import dev.milvusbackup.error.CorruptBackupException;
import dev.milvusbackup.manifest.BackupManifest;
import dev.milvusbackup.manifest.CollectionManifest;
import dev.milvusbackup.manifest.PartitionManifest;
import dev.milvusbackup.manifest.SegmentManifest;
import dev.milvusbackup.manifest.StoredObject;
import dev.milvusbackup.storage.Digest;
import dev.milvusbackup.storage.ObjectKey;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What users see of a backup, made of the Go tool's metadata and the commit object's digests. */
public final class ManifestAssembler {

  private final BackupLayout layout;
  private final Map<ObjectKey, Digest> digests = new HashMap<>();

  private ManifestAssembler(BackupLayout layout, Optional<CommitRecord> commit) {
    this.layout = layout;
    for (CommittedObject object : commit.map(CommitRecord::objects).orElse(List.of())) {
      try {
        ObjectKey key = layout.directory().resolve(object.path());
        object.parsedDigest().ifPresent(digest -> digests.put(key, digest));
      } catch (IllegalArgumentException e) {
        throw new CorruptBackupException(
            "Cannot read %s: %s. Restore the file from a copy."
                .formatted(layout.commit(), e.getMessage()),
            e);
      }
    }
  }

  public static BackupManifest assemble(
      BackupLayout layout, BackupInfo info, Optional<CommitRecord> commit, BackupSummary summary) {
    ManifestAssembler assembler = new ManifestAssembler(layout, commit);
    return new BackupManifest(
        summary,
        info.collections().stream()
            .map(assembler::collection)
            .sorted(Comparator.comparing(CollectionManifest::name))
            .toList());
  }

  private CollectionManifest collection(CollectionBackupInfo info) {
    return new CollectionManifest(
        info.collection(),
        info.collectionId(),
        info.partitions().stream().map(this::partition).toList(),
        info.l0Segments().stream().map(this::segment).toList(),
        info.indexes().stream().map(IndexInfo::indexName).toList());
  }

  private PartitionManifest partition(PartitionBackupInfo info) {
    return new PartitionManifest(
        info.partitionName(),
        info.partitionId(),
        info.segments().stream().map(this::segment).toList());
  }

  private SegmentManifest segment(SegmentBackupInfo info) {
    List<StoredObject> inserts =
        info.binlogs().stream()
            .flatMap(
                field ->
                    field.binlogs().stream()
                        .map(log -> object(insertKey(info, field, log), log.size())))
            .toList();
    List<StoredObject> deltas =
        info.deltalogs().stream()
            .flatMap(field -> field.binlogs().stream())
            .map(log -> object(layout.deltaLog(info, logId(log)), log.size()))
            .toList();
    return new SegmentManifest(info.segmentId(), info.rows(), inserts, deltas);
  }

  private ObjectKey insertKey(SegmentBackupInfo segment, FieldBinlog field, Binlog log) {
    return layout.insertLog(segment, field.fieldId(), logId(log));
  }

  /** The file is named after the id; metadata without an id has it at the end of the path. */
  private static long logId(Binlog log) {
    if (log.logId() != 0) {
      return log.logId();
    }
    String name = log.logPath().substring(log.logPath().lastIndexOf('/') + 1);
    if (!name.matches("\\d{1,19}")) {
      throw new CorruptBackupException(
          "Cannot read the backup's metadata: binlog '%s' has no id. Restore full_meta.json from a copy."
              .formatted(log.logPath()));
    }
    return Long.parseLong(name);
  }

  private StoredObject object(ObjectKey key, long size) {
    return new StoredObject(key, size, Optional.ofNullable(digests.get(key)));
  }
}
