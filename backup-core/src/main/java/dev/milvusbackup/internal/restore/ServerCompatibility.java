package dev.milvusbackup.internal.restore;

import dev.milvusbackup.BackupMode;
import dev.milvusbackup.error.CollectionExistsException;
import dev.milvusbackup.error.UnsupportedVersionException;
import dev.milvusbackup.internal.catalog.LoadedBackup;
import dev.milvusbackup.internal.data.RestorePlan.Approach;
import dev.milvusbackup.internal.data.RestorePlan.CollectionPlan;
import dev.milvusbackup.internal.format.metadata.SegmentBackupInfo;
import dev.milvusbackup.internal.format.schema.CollectionSchema;
import dev.milvusbackup.internal.format.schema.FieldOrder;
import dev.milvusbackup.internal.format.schema.FieldSchema;
import dev.milvusbackup.internal.milvus.MilvusGateway;
import dev.milvusbackup.internal.milvus.ServerFeatures;
import dev.milvusbackup.internal.milvus.ServerVersion;
import dev.milvusbackup.internal.rows.RowSchema;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Refuses what this server could not take without losing something, before anything moves. */
final class ServerCompatibility {

  private final MilvusGateway milvus;
  private final ServerFeatures server;

  ServerCompatibility(MilvusGateway milvus, ServerFeatures server) {
    this.milvus = milvus;
    this.server = server;
  }

  void checkVersions(LoadedBackup backup) {
    server.requireSupported("restore backup '" + backup.layout().name() + "'");
    if (backup.info().milvusVersion().isEmpty()) {
      return; // the segments tell
    }
    ServerFeatures source = ServerFeatures.of(ServerVersion.parse(backup.info().milvusVersion()));
    source.requireSupported("restore backup '" + backup.layout().name() + "', its source");
    if (server.isOlderThan(source)) {
      throw new UnsupportedVersionException(
          "Cannot restore backup '%s': it was taken from Milvus %s, this server is %s and does not read its files. Restore it to a server that is at least as new."
              .formatted(backup.layout().name(), source.version(), server.version()));
    }
  }

  void checkSchema(CollectionPlan collection, BackupMode mode) {
    CollectionSchema schema = collection.info().schema();
    if (mode == BackupMode.LOGICAL) {
      RowSchema unused = RowSchema.of(collection.source(), schema);
      schema.fields().forEach(field -> checkRows(collection, field));
    } else {
      checkFiles(collection, schema);
    }
    if (!schema.functions().isEmpty() && !server.hasFunctions()) {
      throw unsupported(collection, "its schema has functions, which this server does not know");
    }
  }

  private void checkFiles(CollectionPlan collection, CollectionSchema schema) {
    if (!server.hasDeleteSegments() && hasDeleteSegments(collection)) {
      throw unsupported(collection, "it has segments of deletes (L0), as Milvus 2.4 makes them");
    }
    segments(collection)
        .filter(segment -> segment.storageVersion() > server.newestStorageVersion())
        .findFirst()
        .ifPresent(
            segment -> {
              throw unsupported(
                  collection,
                  "segment %d is of storage version %d, which this server does not read"
                      .formatted(segment.segmentId(), segment.storageVersion()));
            });
    if (!schema.structArrayFields().isEmpty()) {
      throw unsupported(collection, "its schema has arrays of structs");
    }
    schema.fields().forEach(field -> checkField(collection, field));
    FieldOrder order = FieldOrder.of(schema);
    if (!order.isRepeatable() || (!order.later().isEmpty() && !server.addsFields())) {
      throw unsupported(
          collection,
          "its field ids "
              + order.ids()
              + " have gaps, so the binlogs would go to the wrong fields");
    }
  }

  private void checkField(CollectionPlan collection, FieldSchema field) {
    if (!server.importsType(field.dataType()) || !server.importsType(field.elementType())) {
      throw unsupported(
          collection,
          "field '%s' is of type %d, which this server cannot import"
              .formatted(field.name(), field.dataType()));
    }
    checkNulls(collection, field);
  }

  private void checkRows(CollectionPlan collection, FieldSchema field) {
    if (!server.storesType(field.dataType())) {
      throw unsupported(
          collection,
          "field '%s' is of type %d, which this server does not know"
              .formatted(field.name(), field.dataType()));
    }
    checkNulls(collection, field);
  }

  private void checkNulls(CollectionPlan collection, FieldSchema field) {
    if (field.nullable() && !server.hasNulls()) {
      throw unsupported(
          collection,
          "field '%s' is nullable, which this server does not know".formatted(field.name()));
    }
  }

  private static boolean hasDeleteSegments(CollectionPlan collection) {
    return !collection.manifest().deletes().isEmpty()
        || segments(collection).anyMatch(SegmentBackupInfo::l0);
  }

  private static Stream<SegmentBackupInfo> segments(CollectionPlan collection) {
    return collection.info().partitions().stream().flatMap(p -> p.segments().stream());
  }

  /** Binlogs are read by field number and type: what is imported into must be the same. */
  void checkTarget(CollectionPlan collection, BackupMode mode) {
    if (collection.approach() != Approach.APPEND) {
      return;
    }
    List<String> wanted = shape(collection.info().schema(), mode);
    List<String> found = shape(milvus.collections().describe(collection.target()).schema(), mode);
    if (!wanted.equals(found)) {
      throw new CollectionExistsException(
          "Cannot restore %s into %s: its fields differ (%s in the backup, %s there). Restore under another name."
              .formatted(collection.source(), collection.target(), wanted, found));
    }
  }

  /** Rows are told by name, so that the numbers may differ. */
  private static List<String> shape(CollectionSchema schema, BackupMode mode) {
    return schema.fields().stream()
        .filter(field -> !field.dynamic())
        .sorted(Comparator.comparingLong(FieldSchema::fieldId))
        .map(
            field ->
                (mode == BackupMode.LOGICAL ? "" : field.fieldId() + ":")
                    + field.name()
                    + ":"
                    + field.dataType()
                    + "/"
                    + field.elementType()
                    + field.typeParams())
        .toList();
  }

  private UnsupportedVersionException unsupported(CollectionPlan collection, String why) {
    return new UnsupportedVersionException(
        "Cannot restore %s: %s (Milvus %s). Restore it to a newer server; what no server takes from this library is listed in its README."
            .formatted(collection.source(), why, server.version()));
  }
}
