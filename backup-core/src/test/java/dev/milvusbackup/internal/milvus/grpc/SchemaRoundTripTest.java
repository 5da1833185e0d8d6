package dev.milvusbackup.internal.milvus.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.milvusbackup.CollectionName;
import dev.milvusbackup.internal.format.json.MetadataJson;
import dev.milvusbackup.internal.format.metadata.CollectionBackupInfo;
import io.milvus.grpc.CollectionSchema;
import io.milvus.grpc.ConsistencyLevel;
import io.milvus.grpc.CreateCollectionRequest;
import io.milvus.grpc.DataType;
import io.milvus.grpc.DescribeCollectionResponse;
import io.milvus.grpc.FieldSchema;
import io.milvus.grpc.FunctionSchema;
import io.milvus.grpc.FunctionType;
import io.milvus.grpc.KeyValuePair;
import io.milvus.grpc.StructArrayFieldSchema;
import io.milvus.grpc.ValueField;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a server tells of a collection is what a server is asked to create, by way of the JSON. */
class SchemaRoundTripTest {

  @Test
  void nothingThatTheSchemaCarriesIsLost() throws InvalidProtocolBufferException {
    CollectionSchema original = schema();
    DescribeCollectionResponse described =
        DescribeCollectionResponse.newBuilder()
            .setSchema(original)
            .setShardsNum(3)
            .setConsistencyLevel(ConsistencyLevel.Bounded)
            .addProperties(pair("collection.ttl.seconds", "60"))
            .addProperties(pair("mmap.enabled", "true"))
            .build();

    CollectionBackupInfo info =
        MilvusAnswers.of(new CollectionName("db", "books"), described, List.of(), "Loaded", 2);
    CollectionBackupInfo read =
        MetadataJson.read(MetadataJson.write(info), CollectionBackupInfo.class, "it");
    CreateCollectionRequest request =
        SchemaWriter.collection(new CollectionName("db", "books"), read);

    assertThat(read.replicas()).isEqualTo(2);
    assertThat(CollectionSchema.parseFrom(request.getSchema())).isEqualTo(original);
    assertThat(request.getShardsNum()).isEqualTo(3);
    assertThat(request.getConsistencyLevel()).isEqualTo(ConsistencyLevel.Bounded);
    assertThat(request.getPropertiesList())
        .containsExactlyInAnyOrder(
            pair("timezone", "UTC"),
            pair("collection.ttl.seconds", "60"),
            pair("mmap.enabled", "true"));
  }

  private static CollectionSchema schema() {
    CollectionSchema.Builder schema =
        CollectionSchema.newBuilder()
            .setName("books")
            .setDescription("all of them")
            .setEnableDynamicField(true)
            .setEnableNamespace(true)
            .addProperties(pair("timezone", "UTC"))
            .addFunctions(
                FunctionSchema.newBuilder()
                    .setName("bm25")
                    .setDescription("words")
                    .setType(FunctionType.BM25)
                    .addInputFieldNames("VarChar")
                    .addOutputFieldNames("SparseFloatVector")
                    .addParams(pair("k", "v")))
            .addStructArrayFields(
                StructArrayFieldSchema.newBuilder()
                    .setFieldID(200)
                    .setName("chapters")
                    .setDescription("structs")
                    .addTypeParams(pair("max_capacity", "9"))
                    .addFields(
                        field(201, DataType.ArrayOfVector).setElementType(DataType.FloatVector))
                    .addFields(field(202, DataType.Array).setElementType(DataType.VarChar)));
    fields().forEach(schema::addFields);
    return schema.build();
  }

  private static List<FieldSchema> fields() {
    List<DataType> types =
        List.of(
            DataType.Int64,
            DataType.VarChar,
            DataType.Geometry,
            DataType.Timestamptz,
            DataType.Float16Vector,
            DataType.BFloat16Vector,
            DataType.SparseFloatVector,
            DataType.Int8Vector);
    List<FieldSchema> fields = new ArrayList<>();
    for (DataType type : types) {
      FieldSchema.Builder field = field(100 + fields.size(), type).setNullable(true);
      switch (type) {
        case Int64 -> field.setNullable(false).setIsPrimaryKey(true).setAutoID(true);
        case VarChar ->
            field
                .setIsPartitionKey(true)
                .setIsClusteringKey(true)
                .setDefaultValue(ValueField.newBuilder().setStringData("ü"));
        case SparseFloatVector -> field.setNullable(false).setIsFunctionOutput(true);
        default -> field.addIndexParams(pair("mmap.enabled", "false"));
      }
      fields.add(field.build());
    }
    return fields;
  }

  private static FieldSchema.Builder field(long id, DataType type) {
    return FieldSchema.newBuilder()
        .setFieldID(id)
        .setName(type.name())
        .setDescription("a " + type)
        .setDataType(type)
        .addTypeParams(pair("max_length", "10"));
  }

  private static KeyValuePair pair(String key, String value) {
    return KeyValuePair.newBuilder().setKey(key).setValue(value).build();
  }
}
