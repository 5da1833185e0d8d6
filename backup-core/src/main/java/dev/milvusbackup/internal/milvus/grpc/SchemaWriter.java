package dev.milvusbackup.internal.milvus.grpc;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.milvusbackup.CollectionName;
import dev.milvusbackup.error.CorruptBackupException;
import dev.milvusbackup.internal.format.metadata.CollectionBackupInfo;
import dev.milvusbackup.internal.format.schema.FieldOrder;
import dev.milvusbackup.internal.format.schema.FieldSchema;
import dev.milvusbackup.internal.format.schema.FunctionSchema;
import dev.milvusbackup.internal.format.schema.KeyValue;
import dev.milvusbackup.internal.format.schema.StructArrayFieldSchema;
import io.milvus.grpc.CollectionSchema;
import io.milvus.grpc.ConsistencyLevel;
import io.milvus.grpc.CreateCollectionRequest;
import io.milvus.grpc.DataType;
import io.milvus.grpc.KeyValuePair;
import io.milvus.grpc.ValueField;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Converts the schema of the format to Milvus's. */
public final class SchemaWriter {

  private SchemaWriter() {}

  public static CreateCollectionRequest collection(
      CollectionName target, CollectionBackupInfo backup) {
    boolean partitionKey = backup.schema().fields().stream().anyMatch(FieldSchema::partitionKey);
    return CreateCollectionRequest.newBuilder()
        .setDbName(target.database())
        .setCollectionName(target.name())
        .setSchema(schema(target, backup).toByteString())
        .setShardsNum(backup.shards())
        .setConsistencyLevel(consistency(backup.consistencyLevel()))
        .setNumPartitions(partitionKey ? backup.partitions().size() : 0)
        .addAllProperties(keyValues(properties(backup)))
        .build();
  }

  /** Milvus returns them in two lists, which are equal in some versions only. */
  private static List<KeyValue> properties(CollectionBackupInfo backup) {
    Map<String, KeyValue> properties = new LinkedHashMap<>();
    backup.schema().properties().forEach(property -> properties.put(property.key(), property));
    backup.properties().forEach(property -> properties.put(property.key(), property));
    return List.copyOf(properties.values());
  }

  static List<KeyValuePair> keyValues(List<KeyValue> values) {
    return values.stream().map(v -> pair(v.key(), v.value())).toList();
  }

  public static KeyValuePair pair(String key, String value) {
    return KeyValuePair.newBuilder().setKey(key).setValue(value).build();
  }

  @SuppressWarnings("deprecation") // autoID of the schema: as it was
  private static CollectionSchema schema(CollectionName target, CollectionBackupInfo backup) {
    // Without the field of dynamic values, which Milvus adds itself, and the fields after it.
    List<io.milvus.grpc.FieldSchema> fields =
        FieldOrder.of(backup.schema()).first().stream().map(SchemaWriter::field).toList();
    return CollectionSchema.newBuilder()
        .setName(target.name())
        .setDescription(backup.schema().description())
        .setAutoID(backup.schema().autoId())
        .setEnableDynamicField(backup.schema().dynamic())
        .addAllFields(fields)
        .addAllProperties(keyValues(backup.schema().properties()))
        .addAllFunctions(backup.schema().functions().stream().map(SchemaWriter::function).toList())
        .addAllStructArrayFields(
            backup.schema().structArrayFields().stream()
                .sorted(Comparator.comparingLong(StructArrayFieldSchema::fieldId))
                .map(SchemaWriter::structArray)
                .toList())
        .setEnableNamespace(backup.schema().namespace())
        .build();
  }

  private static io.milvus.grpc.StructArrayFieldSchema structArray(StructArrayFieldSchema array) {
    return io.milvus.grpc.StructArrayFieldSchema.newBuilder()
        .setFieldID(array.fieldId())
        .setName(array.name())
        .setDescription(array.description())
        .addAllFields(
            array.fields().stream()
                .sorted(Comparator.comparingLong(FieldSchema::fieldId))
                .map(SchemaWriter::field)
                .toList())
        .addAllTypeParams(keyValues(array.typeParams()))
        .build();
  }

  static io.milvus.grpc.FieldSchema field(FieldSchema field) {
    io.milvus.grpc.FieldSchema.Builder builder =
        io.milvus.grpc.FieldSchema.newBuilder()
            .setFieldID(field.fieldId())
            .setName(field.name())
            .setIsPrimaryKey(field.primaryKey())
            .setDescription(field.description())
            .setDataTypeValue(field.dataType())
            .addAllTypeParams(keyValues(field.typeParams()))
            .addAllIndexParams(keyValues(field.indexParams()))
            .setAutoID(field.autoId())
            .setElementTypeValue(field.elementType())
            .setIsPartitionKey(field.partitionKey())
            .setNullable(field.nullable())
            .setIsFunctionOutput(field.functionOutput())
            .setIsClusteringKey(field.clusteringKey());
    if (!field.defaultValue().isEmpty()) {
      builder.setDefaultValue(defaultValue(field));
    }
    return builder.build();
  }

  private static io.milvus.grpc.FunctionSchema function(FunctionSchema function) {
    return io.milvus.grpc.FunctionSchema.newBuilder()
        .setName(function.name())
        .setDescription(function.description())
        .setTypeValue(function.type())
        .addAllInputFieldNames(function.inputNames())
        .addAllOutputFieldNames(function.outputNames())
        .addAllParams(keyValues(function.params()))
        .build();
  }

  private static ValueField defaultValue(FieldSchema field) {
    try {
      return ValueField.parseFrom(Base64.getDecoder().decode(field.defaultValue()));
    } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
      throw new CorruptBackupException(
          "Cannot create field '%s' (%s): its default value in the backup does not parse. Restore full_meta.json from a copy."
              .formatted(field.name(), DataType.forNumber(field.dataType())),
          e);
    }
  }

  private static ConsistencyLevel consistency(int number) {
    ConsistencyLevel level = ConsistencyLevel.forNumber(number);
    return level == null ? ConsistencyLevel.Strong : level;
  }
}
