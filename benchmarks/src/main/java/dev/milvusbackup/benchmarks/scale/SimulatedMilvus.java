package dev.milvusbackup.benchmarks.scale;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.internal.format.json.MetadataJson;
import dev.milvusbackup.internal.format.metadata.CollectionBackupInfo;
import dev.milvusbackup.internal.format.metadata.FlushPoint;
import dev.milvusbackup.internal.format.metadata.PartitionBackupInfo;
import dev.milvusbackup.internal.format.schema.IndexInfo;
import dev.milvusbackup.internal.milvus.MilvusAliases;
import dev.milvusbackup.internal.milvus.MilvusCollections;
import dev.milvusbackup.internal.milvus.MilvusDatabases;
import dev.milvusbackup.internal.milvus.MilvusGateway;
import dev.milvusbackup.internal.milvus.MilvusIndexes;
import dev.milvusbackup.internal.milvus.MilvusLoading;
import dev.milvusbackup.internal.milvus.MilvusPartitions;
import dev.milvusbackup.internal.milvus.gc.MilvusGarbageCollection;
import dev.milvusbackup.internal.milvus.rbac.MilvusRbac;
import dev.milvusbackup.internal.milvus.segments.FlushTicket;
import dev.milvusbackup.internal.milvus.segments.MilvusSegments;
import dev.milvusbackup.internal.milvus.segments.PersistentSegment;
import dev.milvusbackup.internal.milvus.server.ServerVersion;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/** Answers immediately, like a Milvus with the collections of a {@link World}. */
// The methods are called through the interfaces, and have their parameters.
@SuppressWarnings({"UnusedMethod", "UnusedVariable"})
final class SimulatedMilvus {

  private static final String SCHEMA =
      "{\"name\":\"%1$s\",\"fields\":[%2$s]}"
          .formatted(
              "%1$s",
              World.FIELDS.stream()
                  .filter(id -> id >= 100)
                  .map(
                      id ->
                          "{\"fieldID\":%d,\"name\":\"field_%d\",\"data_type\":5,\"is_primary_key\":%b}"
                              .formatted(id, id, id == 100))
                  .collect(Collectors.joining(",")));

  private final World world;
  private final AtomicLong clock = new AtomicLong(World.FLUSHED_AT);

  SimulatedMilvus(World world) {
    this.world = world;
  }

  MilvusGateway gateway() {
    return Answers.of(MilvusGateway.class, new Gateway());
  }

  private CollectionBackupInfo info(CollectionName name) {
    String json =
        "{\"collection_id\":%d,\"db_name\":\"%s\",\"collection_name\":\"%s\",\"shards_num\":1,\"schema\":%s}"
            .formatted(
                world.collectionId(name),
                name.database(),
                name.name(),
                SCHEMA.formatted(name.name()));
    return MetadataJson.read(
        json.getBytes(StandardCharsets.UTF_8), CollectionBackupInfo.class, name.toString());
  }

  private final class Gateway {

    ServerVersion version() {
      return ServerVersion.parse("v2.3.5");
    }

    MilvusDatabases databases() {
      return Answers.of(MilvusDatabases.class, new Databases());
    }

    MilvusCollections collections() {
      return Answers.of(MilvusCollections.class, new Collections());
    }

    MilvusPartitions partitions() {
      return Answers.of(MilvusPartitions.class, new Partitions());
    }

    MilvusLoading loading() {
      return Answers.of(MilvusLoading.class, new Loading());
    }

    MilvusAliases aliases() {
      return Answers.of(MilvusAliases.class, new Aliases());
    }

    MilvusIndexes indexes() {
      return Answers.of(MilvusIndexes.class, new Indexes());
    }

    /** Never called: by default users and roles are left alone. */
    MilvusRbac rbac() {
      return Answers.of(MilvusRbac.class, new Object());
    }

    MilvusSegments segments() {
      return Answers.of(MilvusSegments.class, new Segments());
    }

    MilvusGarbageCollection garbageCollection() {
      return MilvusGarbageCollection.OUT_OF_REACH;
    }

    void close() {}
  }

  private static final class Databases {

    List<String> names() {
      return List.of("default");
    }
  }

  private final class Collections {

    List<CollectionName> names(String database) {
      return world.names();
    }

    CollectionBackupInfo describe(CollectionName name) {
      return info(name);
    }

    long id(CollectionName name) {
      return world.collectionId(name);
    }
  }

  private static final class Loading {

    boolean isLoaded(CollectionName name) {
      return false;
    }
  }

  private static final class Aliases {

    List<String> of(CollectionName name) {
      return List.of();
    }
  }

  private static final class Partitions {

    List<PartitionBackupInfo> of(CollectionName name, long collectionId) {
      String json =
          "{\"partition_id\":%d,\"partition_name\":\"_default\",\"collection_id\":%d}"
              .formatted(World.partitionId(collectionId), collectionId);
      return List.of(
          MetadataJson.read(
              json.getBytes(StandardCharsets.UTF_8), PartitionBackupInfo.class, name.toString()));
    }
  }

  private static final class Indexes {

    List<IndexInfo> of(CollectionName name) {
      return List.of();
    }
  }

  private final class Segments {

    /** It advances with each reading. */
    long now() {
      return clock.addAndGet(World.CLOCK_STEP);
    }

    /** All but the last segment existed before. */
    FlushTicket flush(CollectionName name) {
      List<Long> ids = world.segmentIds(world.collectionId(name));
      int last = ids.size() - 1;
      return new FlushTicket(
          ids.subList(last, ids.size()), ids.subList(0, last), World.FLUSHED_AT, FlushPoint.NONE);
    }

    boolean isFlushed(CollectionName name, FlushTicket ticket) {
      return true;
    }

    Optional<List<PersistentSegment>> of(CollectionName name) {
      return Optional.of(world.segmentsOf(world.collectionId(name)));
    }

    long persistentRows(CollectionName name) {
      return world.segments() * World.ROWS_OF_SEGMENT;
    }
  }
}
