package dev.milvusbackup.internal.milvus.grpc;

import com.google.protobuf.ByteString;
import dev.milvusbackup.internal.format.schema.CollectionSchema;
import dev.milvusbackup.internal.format.schema.FieldSchema;
import dev.milvusbackup.internal.format.schema.FunctionSchema;
import dev.milvusbackup.internal.format.schema.KeyValue;
import dev.milvusbackup.internal.format.schema.StructArrayFieldSchema;
import io.milvus.grpc.KeyValuePair;
import java.util.Base64;
import java.util.List;

/** Converts Milvus's schema to that of the format. */
final class SchemaReader {

  private SchemaReader() {}

  @SuppressWarnings("deprecation") // autoID of the schema: part of the Go tool's format
  static CollectionSchema schema(io.milvus.grpc.CollectionSchema schema) {
    return new CollectionSchema(
        schema.getName(),
        schema.getDescription(),
        schema.getAutoID(),
        schema.getFieldsList().stream().map(SchemaReader::field).toList(),
        schema.getEnableDynamicField(),
        keyValues(schema.getPropertiesList()),
        schema.getFunctionsList().stream().map(SchemaReader::function).toList(),
        schema.getStructArrayFieldsList().stream().map(SchemaReader::structArray).toList(),
        schema.getEnableNamespace());
  }

  static List<KeyValue> keyValues(List<KeyValuePair> pairs) {
    return pairs.stream().map(p -> new KeyValue(p.getKey(), p.getValue())).toList();
  }

  private static FieldSchema field(io.milvus.grpc.FieldSchema field) {
    return new FieldSchema(
        field.getFieldID(),
        field.getName(),
        field.getIsPrimaryKey(),
        field.getDescription(),
        field.getDataTypeValue(),
        keyValues(field.getTypeParamsList()),
        keyValues(field.getIndexParamsList()),
        field.getAutoID(),
        field.getStateValue(),
        field.getElementTypeValue(),
        field.getIsDynamic(),
        field.getIsPartitionKey(),
        field.getNullable(),
        field.getIsFunctionOutput(),
        field.hasDefaultValue() ? base64(field.getDefaultValue().toByteString()) : "",
        field.getIsClusteringKey());
  }

  private static FunctionSchema function(io.milvus.grpc.FunctionSchema function) {
    return new FunctionSchema(
        function.getName(),
        function.getId(),
        function.getDescription(),
        function.getTypeValue(),
        function.getInputFieldNamesList(),
        function.getInputFieldIdsList(),
        function.getOutputFieldNamesList(),
        function.getOutputFieldIdsList(),
        keyValues(function.getParamsList()));
  }

  private static StructArrayFieldSchema structArray(io.milvus.grpc.StructArrayFieldSchema array) {
    return new StructArrayFieldSchema(
        array.getFieldID(),
        array.getName(),
        array.getDescription(),
        array.getFieldsList().stream().map(SchemaReader::field).toList(),
        keyValues(array.getTypeParamsList()));
  }

  private static String base64(ByteString bytes) {
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }
}
