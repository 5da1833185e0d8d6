package dev.milvusbackup.internal.restore;

import dev.milvusbackup.error.CollectionExistsException;
import dev.milvusbackup.error.UnsupportedVersionException;
import dev.milvusbackup.internal.catalog.LoadedBackup;
import dev.milvusbackup.internal.format.CollectionSchema;
import dev.milvusbackup.internal.format.FieldSchema;
import dev.milvusbackup.internal.milvus.MilvusGateway;
import dev.milvusbackup.internal.milvus.ServerVersion;
import dev.milvusbackup.internal.milvus.SupportedServers;
import dev.milvusbackup.internal.restore.RestorePlan.Approach;
import dev.milvusbackup.internal.restore.RestorePlan.CollectionPlan;
import java.util.Comparator;
import java.util.List;

/** Refuses what this server could not take without losing something, before anything moves. */
final class RestoreGate {

  // Milvus numbers the fields of a new collection from here on.
  private static final long FIRST_FIELD_ID = 100;

  // Vectors of floats. Milvus 2.3 takes half-precision vectors too, but its import fails on them.
  private static final int NEWEST_IMPORTABLE_TYPE = 101;

  private final MilvusGateway milvus;

  RestoreGate(MilvusGateway milvus) {
    this.milvus = milvus;
  }

  void checkVersions(LoadedBackup backup) {
    ServerVersion server = milvus.version();
    SupportedServers.require(server, "restore backup '" + backup.layout().name() + "'");
    String source = backup.info().milvusVersion();
    if (!source.isEmpty() && !SupportedServers.isSupported(ServerVersion.parse(source))) {
      throw new UnsupportedVersionException(
          "Cannot restore backup '%s': it was taken from Milvus %s, this server is %s and reads backups of 2.2 and 2.3 only. Restore it to a server that is at least as new."
              .formatted(backup.layout().name(), source, server));
    }
  }

  void checkSchema(CollectionPlan collection) {
    if (!collection.manifest().deletes().isEmpty()) {
      throw unsupported(collection, "it has segments of deletes (L0), as Milvus 2.4 makes them");
    }
    if (!collection.info().schema().functions().isEmpty()
        || !collection.info().schema().structArrayFields().isEmpty()) {
      throw unsupported(collection, "its schema has functions or arrays of structs");
    }
    collection.info().schema().fields().stream()
        .filter(field -> field.dataType() > NEWEST_IMPORTABLE_TYPE)
        .findFirst()
        .ifPresent(
            field -> {
              throw unsupported(
                  collection,
                  "field '"
                      + field.name()
                      + "' is of type "
                      + field.dataType()
                      + ", which this server stores but cannot import");
            });
    List<Long> ids =
        collection.info().schema().fields().stream()
            .filter(field -> !field.dynamic())
            .map(FieldSchema::fieldId)
            .sorted()
            .toList();
    for (int i = 0; i < ids.size(); i++) {
      if (ids.get(i) != FIRST_FIELD_ID + i) {
        throw unsupported(
            collection,
            "its field ids " + ids + " have gaps, so the binlogs would go to the wrong fields");
      }
    }
  }

  /** Binlogs are read by field number and type: what is imported into must be the same. */
  void checkTarget(CollectionPlan collection) {
    if (collection.approach() != Approach.APPEND) {
      return;
    }
    List<String> wanted = shape(collection.info().schema());
    List<String> found = shape(milvus.collections().describe(collection.target()).schema());
    if (!wanted.equals(found)) {
      throw new CollectionExistsException(
          "Cannot restore %s into %s: its fields differ (%s in the backup, %s there). Restore under another name."
              .formatted(collection.source(), collection.target(), wanted, found));
    }
  }

  private static List<String> shape(CollectionSchema schema) {
    return schema.fields().stream()
        .filter(field -> !field.dynamic())
        .sorted(Comparator.comparingLong(FieldSchema::fieldId))
        .map(
            field ->
                field.fieldId()
                    + ":"
                    + field.name()
                    + ":"
                    + field.dataType()
                    + "/"
                    + field.elementType()
                    + field.typeParams())
        .toList();
  }

  private static UnsupportedVersionException unsupported(CollectionPlan collection, String why) {
    return new UnsupportedVersionException(
        "Cannot restore %s: %s. This version of the library cannot restore that."
            .formatted(collection.source(), why));
  }
}
