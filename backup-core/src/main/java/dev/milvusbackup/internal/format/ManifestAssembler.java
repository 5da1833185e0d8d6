package dev.milvusbackup.internal.format;

import dev.milvusbackup.BackupMode;
import dev.milvusbackup.BackupSummary;
import dev.milvusbackup.error.CorruptBackupException;
import dev.milvusbackup.internal.format.commit.CommitRecord;
import dev.milvusbackup.internal.format.commit.CommittedObject;
import dev.milvusbackup.internal.format.metadata.BackupInfo;
import dev.milvusbackup.internal.format.metadata.Binlog;
import dev.milvusbackup.internal.format.metadata.CollectionBackupInfo;
import dev.milvusbackup.internal.format.metadata.FieldBinlog;
import dev.milvusbackup.internal.format.metadata.PartitionBackupInfo;
import dev.milvusbackup.internal.format.metadata.SegmentBackupInfo;
import dev.milvusbackup.internal.format.packed.LazyList;
import dev.milvusbackup.internal.format.schema.IndexInfo;
import dev.milvusbackup.manifest.BackupManifest;
import dev.milvusbackup.manifest.CollectionManifest;
import dev.milvusbackup.manifest.PartitionManifest;
import dev.milvusbackup.manifest.SegmentManifest;
import dev.milvusbackup.manifest.StoredObject;
import dev.milvusbackup.storage.Digest;
import dev.milvusbackup.storage.ObjectKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Builds the manifest of a backup from the Go tool's metadata and the commit object's digests.
 * Segments and objects are created on access.
 */
public final class ManifestAssembler {

  private final BackupLayout layout;
  private final Optional<CommitRecord> commit;
  private final boolean logical;

  private ManifestAssembler(BackupLayout layout, BackupInfo info, Optional<CommitRecord> commit) {
    this.layout = layout;
    this.commit = commit;
    this.logical = info.mode() == BackupMode.LOGICAL;
  }

  /**
   * Builds the manifest.
   *
   * @throws CorruptBackupException if a binlog has no id, or a path or digest has an unknown form
   */
  public static BackupManifest assemble(
      BackupLayout layout, BackupInfo info, Optional<CommitRecord> commit, BackupSummary summary) {
    ManifestAssembler assembler = new ManifestAssembler(layout, info, commit);
    assembler.check(info);
    return BackupManifest.builder(summary)
        .collections(
            info.collections().stream()
                .map(assembler::collection)
                .sorted(Comparator.comparing(CollectionManifest::name))
                .toList())
        .build();
  }

  /** Elements that are created later cannot fail then. */
  private void check(BackupInfo info) {
    for (CommittedObject object : commit.map(CommitRecord::objects).orElse(List.of())) {
      try {
        layout.key(object.path());
        object.parsedDigest();
      } catch (IllegalArgumentException e) {
        throw new CorruptBackupException(
            "Cannot read %s: %s. Restore the file from a copy."
                .formatted(layout.commit(), e.getMessage()),
            e);
      }
    }
    for (CollectionBackupInfo collection : info.collections()) {
      collection.partitions().forEach(p -> p.segments().forEach(ManifestAssembler::checkIds));
      collection.l0Segments().forEach(ManifestAssembler::checkIds);
    }
  }

  private static void checkIds(SegmentBackupInfo segment) {
    segment.binlogs().forEach(field -> field.binlogs().forEach(ManifestAssembler::logId));
    segment.deltalogs().forEach(field -> field.binlogs().forEach(ManifestAssembler::logId));
  }

  private CollectionManifest collection(CollectionBackupInfo info) {
    CollectionManifest.Builder collection =
        CollectionManifest.builder(info.collection())
            .id(info.collectionId())
            .partitions(info.partitions().stream().map(this::partition).toList())
            .deletes(segments(info.l0Segments()))
            .indexes(info.indexes().stream().map(IndexInfo::indexName).toList());
    Long live = info.liveRows();
    return (live == null ? collection : collection.liveRows(live)).build();
  }

  private PartitionManifest partition(PartitionBackupInfo info) {
    return PartitionManifest.builder(info.partitionName())
        .id(info.partitionId())
        .segments(segments(info.segments()))
        .build();
  }

  /** Callers may keep a segment; it stores its place in the list instead of its objects. */
  private List<SegmentManifest> segments(List<SegmentBackupInfo> infos) {
    return LazyList.numbered(
        infos.size(),
        index -> {
          SegmentBackupInfo info = infos.get(index);
          return SegmentManifest.builder(info.segmentId())
              .rowCount(info.rows())
              .insertLogs(LazyList.recreated(() -> inserts(infos.get(index))))
              .deltaLogs(LazyList.recreated(() -> deltas(infos.get(index))))
              .build();
        });
  }

  private List<StoredObject> inserts(SegmentBackupInfo info) {
    List<StoredObject> objects = new ArrayList<>();
    for (FieldBinlog field : info.binlogs()) {
      for (Binlog log : field.binlogs()) {
        ObjectKey key =
            logical
                ? layout.rowsPart(info.collectionId(), info.partitionId(), logId(log))
                : layout.insertLog(info, field.fieldId(), logId(log));
        objects.add(object(key, log.size()));
      }
    }
    return objects;
  }

  private List<StoredObject> deltas(SegmentBackupInfo info) {
    return info.deltalogs().stream()
        .flatMap(field -> field.binlogs().stream())
        .map(log -> object(layout.deltaLog(info, logId(log)), log.size()))
        .toList();
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
    if (size < 0) {
      throw new CorruptBackupException(
          "Cannot read the backup's metadata: %s has a size of %d. Restore full_meta.json from a copy."
              .formatted(key, size));
    }
    return new StoredObject(key, size, digest(key));
  }

  private Optional<Digest> digest(ObjectKey key) {
    return commit.flatMap(c -> c.object(layout.path(key))).flatMap(CommittedObject::parsedDigest);
  }
}
