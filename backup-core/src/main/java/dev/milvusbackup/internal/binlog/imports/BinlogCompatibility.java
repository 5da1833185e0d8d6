package dev.milvusbackup.internal.binlog.imports;

import dev.milvusbackup.error.UnsupportedVersionException;
import dev.milvusbackup.internal.catalog.LoadedBackup;
import dev.milvusbackup.internal.data.RestorePlan.CollectionPlan;
import dev.milvusbackup.internal.data.SchemaCompatibility;
import dev.milvusbackup.internal.format.metadata.SegmentBackupInfo;
import dev.milvusbackup.internal.format.schema.CollectionSchema;
import dev.milvusbackup.internal.format.schema.FieldOrder;
import dev.milvusbackup.internal.format.schema.FieldSchema;
import dev.milvusbackup.internal.milvus.MilvusCollections;
import dev.milvusbackup.internal.milvus.server.ServerFeatures;
import dev.milvusbackup.internal.milvus.server.ServerVersion;
import java.util.stream.Stream;

/** Checks that a server reads the binlogs of a backup without losing anything. */
final class BinlogCompatibility {

  private final ServerFeatures server;
  private final SchemaCompatibility schemas;

  BinlogCompatibility(MilvusCollections milvus, ServerFeatures server) {
    this.server = server;
    this.schemas = new SchemaCompatibility(milvus, server);
  }

  void requireVersions(LoadedBackup backup) {
    server.requireSupported("restore backup '" + backup.layout().name() + "'");
    if (backup.info().milvusVersion().isEmpty()) {
      return; // the segments decide
    }
    ServerFeatures source = ServerFeatures.of(ServerVersion.parse(backup.info().milvusVersion()));
    source.requireSupported("restore backup '" + backup.layout().name() + "', its source");
    if (server.isOlderThan(source)) {
      throw new UnsupportedVersionException(
          "Cannot restore backup '%s': it comes from Milvus %s, and this server (%s) does not read its files. Restore it to a server that is at least as new."
              .formatted(backup.layout().name(), source.version(), server.version()));
    }
  }

  void require(CollectionPlan collection) {
    CollectionSchema schema = collection.info().schema();
    requireSegments(collection);
    if (!schema.structArrayFields().isEmpty() && !server.importsStructArrays()) {
      throw schemas.unsupported(
          collection, "its schema has arrays of structs, which Milvus imports from 2.6.4 on");
    }
    schema.fields().forEach(field -> requireType(collection, field));
    requireFieldIds(collection, schema);
    schemas.requireFunctions(collection);
  }

  /** Milvus reads binlogs by field number and type, so the target needs the same ones. */
  void requireTarget(CollectionPlan collection) {
    schemas.requireSameFields(collection, field -> field.fieldId() + ":" + field.name());
  }

  private void requireSegments(CollectionPlan collection) {
    if (!server.hasDeleteSegments() && hasDeleteSegments(collection)) {
      throw schemas.unsupported(
          collection, "it has segments of deletes (L0), which Milvus writes from 2.4 on");
    }
    segments(collection)
        .filter(segment -> segment.storageVersion() > server.newestStorageVersion())
        .findFirst()
        .ifPresent(
            segment -> {
              throw schemas.unsupported(
                  collection,
                  "segment %d has storage version %d, which this server does not read"
                      .formatted(segment.segmentId(), segment.storageVersion()));
            });
  }

  private void requireFieldIds(CollectionPlan collection, CollectionSchema schema) {
    FieldOrder order = FieldOrder.of(schema);
    if (!order.isRepeatable() || (!order.later().isEmpty() && !server.addsFields())) {
      throw schemas.unsupported(
          collection,
          "its field ids "
              + order.ids()
              + " have gaps, so the binlogs would go to the wrong fields");
    }
  }

  private void requireType(CollectionPlan collection, FieldSchema field) {
    if (!server.importsType(field.dataType()) || !server.importsType(field.elementType())) {
      throw schemas.unsupported(
          collection,
          "field '%s' has type %d, which this server cannot import"
              .formatted(field.name(), field.dataType()));
    }
    schemas.requireNulls(collection, field);
  }

  private static boolean hasDeleteSegments(CollectionPlan collection) {
    return !collection.manifest().deletes().isEmpty()
        || segments(collection).anyMatch(SegmentBackupInfo::l0);
  }

  private static Stream<SegmentBackupInfo> segments(CollectionPlan collection) {
    return collection.info().partitions().stream().flatMap(p -> p.segments().stream());
  }
}
