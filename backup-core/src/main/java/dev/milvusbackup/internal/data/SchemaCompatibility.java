package dev.milvusbackup.internal.data;

import dev.milvusbackup.error.CollectionExistsException;
import dev.milvusbackup.error.UnsupportedVersionException;
import dev.milvusbackup.internal.data.RestorePlan.Approach;
import dev.milvusbackup.internal.data.RestorePlan.CollectionPlan;
import dev.milvusbackup.internal.format.schema.CollectionSchema;
import dev.milvusbackup.internal.format.schema.FieldSchema;
import dev.milvusbackup.internal.milvus.MilvusCollections;
import dev.milvusbackup.internal.milvus.server.ServerFeatures;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Checks that a server supports a schema, for all data paths. */
public record SchemaCompatibility(MilvusCollections milvus, ServerFeatures server) {

  public void requireFunctions(CollectionPlan collection) {
    if (!collection.info().schema().functions().isEmpty() && !server.hasFunctions()) {
      throw unsupported(collection, "its schema has functions, which this server does not support");
    }
  }

  public void requireNulls(CollectionPlan collection, FieldSchema field) {
    if (field.nullable() && !server.hasNulls()) {
      throw unsupported(
          collection,
          "field '%s' is nullable, which this server does not support".formatted(field.name()));
    }
  }

  /**
   * Compares the fields with those of the existing collection.
   *
   * @param identity how rows find their field: by name or by number
   */
  public void requireSameFields(CollectionPlan collection, Function<FieldSchema, String> identity) {
    if (collection.approach() != Approach.APPEND) {
      return;
    }
    List<String> wanted = fields(collection.info().schema(), identity);
    List<String> existing = fields(milvus.describe(collection.target()).schema(), identity);
    if (!wanted.equals(existing)) {
      throw new CollectionExistsException(
          "Cannot restore %s into %s: its fields differ (%s in the backup, %s in Milvus). Restore under another name."
              .formatted(collection.source(), collection.target(), wanted, existing));
    }
  }

  private static List<String> fields(
      CollectionSchema schema, Function<FieldSchema, String> identity) {
    return Stream.concat(
            schema.fields().stream().filter(field -> !field.dynamic()),
            schema.structArrayFields().stream().flatMap(array -> array.fields().stream()))
        .sorted(Comparator.comparingLong(FieldSchema::fieldId))
        .map(
            field ->
                "%s:%d/%d%s"
                    .formatted(
                        identity.apply(field),
                        field.dataType(),
                        field.elementType(),
                        field.typeParams()))
        .toList();
  }

  public UnsupportedVersionException unsupported(CollectionPlan collection, String why) {
    return new UnsupportedVersionException(
        "Cannot restore %s: %s (Milvus %s). Leave it out, or restore it to a newer server; see docs/known-limitations.md for schemas that no server accepts."
            .formatted(collection.source(), why, server.version()));
  }
}
