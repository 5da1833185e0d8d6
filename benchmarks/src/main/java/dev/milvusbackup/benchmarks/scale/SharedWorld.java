package dev.milvusbackup.benchmarks.scale;

import dev.milvusbackup.internal.format.SharedLayout;
import dev.milvusbackup.internal.format.commit.CommittedObject;
import dev.milvusbackup.internal.format.commit.IncrementalCommit;
import dev.milvusbackup.internal.format.json.MetadataJson;
import dev.milvusbackup.internal.format.metadata.BackupInfo;
import dev.milvusbackup.internal.format.metadata.Binlog;
import dev.milvusbackup.internal.format.metadata.CollectionBackupInfo;
import dev.milvusbackup.internal.format.metadata.FieldBinlog;
import dev.milvusbackup.internal.format.metadata.PartitionBackupInfo;
import dev.milvusbackup.internal.format.metadata.SegmentBackupInfo;
import dev.milvusbackup.internal.format.metadata.SharedLogs;
import dev.milvusbackup.internal.format.packed.LazyList;
import dev.milvusbackup.internal.milvusstorage.BinlogLayout;
import dev.milvusbackup.storage.ObjectInfo;
import dev.milvusbackup.storage.ObjectKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Incremental backups of one collection, night after night. Each night some new segments replace
 * the oldest ones.
 *
 * @param backups how many
 * @param segments of each
 * @param changed segments each night
 */
record SharedWorld(int backups, int segments, int changed) {

  static final String PREFIX = "night_";

  /** How many segments have ever been. */
  int allSegments() {
    return segments + (backups - 1) * changed;
  }

  static String name(int night) {
    return PREFIX + "%04d".formatted(night);
  }

  /** The root that a segment was copied into. */
  String root(int segment) {
    int night = segment < segments ? 0 : (segment - segments) / changed + 1;
    return "root%04d".formatted(night);
  }

  /** The objects of a segment. */
  Stream<ObjectInfo> objects(int segment) {
    ObjectKey inserts = SharedLayout.root(root(segment)).resolve("insert_log");
    return World.insertLogs(inserts, segment);
  }

  IncrementalCommit commit(int night, Instant created) {
    int first = night * changed;
    List<SegmentBackupInfo> all = LazyList.numbered(segments, i -> segment(first + i));
    PartitionBackupInfo partition =
        json(
                "{'partition_id':%d,'partition_name':'_default','collection_id':%d}"
                    .formatted(all.get(0).partitionId(), all.get(0).collectionId()),
                PartitionBackupInfo.class)
            .withSegments(all);
    CollectionBackupInfo collection =
        json(
                "{'collection_id':%d,'db_name':'default','collection_name':'collection'}"
                    .formatted(partition.collectionId()),
                CollectionBackupInfo.class)
            .withData(List.of(partition), List.of());
    BackupInfo tree =
        json(
                "{'id':'%1$s','name':'%1$s','backup_timestamp':%2$d,'created_by':'%3$s','incremental':true}"
                    .formatted(name(night), created.toEpochMilli(), BackupInfo.CREATED_BY),
                BackupInfo.class)
            .withCollections(List.of(collection));
    List<CommittedObject> objects =
        IntStream.range(first, first + segments)
            .boxed()
            .flatMap(this::objects)
            .map(o -> CommittedObject.of(SharedLayout.path(o.key()), o.size(), o.digest()))
            .toList();
    return IncrementalCommit.of("simulation://files", name(night), tree, objects);
  }

  private SegmentBackupInfo segment(int number) {
    SegmentBackupInfo bare = World.segment(number);
    ObjectKey source =
        ObjectKey.of("files")
            .resolve(
                BinlogLayout.segment(
                        BinlogLayout.INSERT_LOG,
                        bare.collectionId(),
                        bare.partitionId(),
                        bare.segmentId())
                    .path());
    List<FieldBinlog> logs =
        World.FIELDS.stream()
            .map(field -> new FieldBinlog(field, List.of(log(source, bare, field))))
            .toList();
    return bare.withLogs(logs, List.of())
        .withShared(new SharedLogs(root(number), "%032x".formatted(number)));
  }

  private static Binlog log(ObjectKey source, SegmentBackupInfo segment, long field) {
    long log = World.log(segment.segmentId(), field);
    return new Binlog(BinlogLayout.insertLog(source, field, log).path(), World.size(log), log);
  }

  private static <T> T json(String json, Class<T> type) {
    return MetadataJson.read(
        json.replace('\'', '"').getBytes(StandardCharsets.UTF_8), type, "simulation");
  }
}
