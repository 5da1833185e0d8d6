package dev.milvusbackup.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import dev.milvusbackup.BackupClient;
import dev.milvusbackup.error.UnsupportedVersionException;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.memory.InMemoryObjectStore;
import io.milvus.common.clientenum.FunctionType;
import io.milvus.v2.common.DataType;
import io.milvus.v2.common.IndexParam;
import io.milvus.v2.common.IndexParam.IndexType;
import io.milvus.v2.common.IndexParam.MetricType;
import io.milvus.v2.service.collection.request.AddFieldReq;
import io.milvus.v2.service.collection.request.CreateCollectionReq;
import io.milvus.v2.service.collection.request.CreateCollectionReq.Function;
import io.milvus.v2.service.utility.request.FlushReq;
import io.milvus.v2.service.vector.request.InsertReq;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What {@link LogicalLiteMatrixIT} leaves out, since Milvus Lite 3.2 does not have it: asked one by
 * one, so that a new version that has it fails here. And the one thing that it has and we have not.
 */
@ResourceLock(MilvusLite.LOCK)
class LogicalLiteRefusalsIT {

  private static final Pattern NO_SUCH_INDEX =
      Pattern.compile(
          "unknown (scalar )?index_type|is reserved for a future phase|is not implemented; supported: INVERTED|requires SPARSE_INVERTED_INDEX");

  private static MilvusLite lite;

  @BeforeAll
  static void connect() {
    lite = MilvusLite.shared();
  }

  @AfterAll
  static void disconnect() {
    if (lite != null) {
      lite.close();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = DataType.class,
      names = {"String", "BinaryVector", "Float16Vector", "BFloat16Vector", "Int8Vector"})
  void hasNoFieldsOfType(DataType type) {
    assertThat(LiteAnswers.toFieldOf(lite, type))
        .contains("uses Milvus type " + type + " which MilvusLite does not support");
  }

  @Test
  void everyTypeIsInTheMatrixOrRefused() {
    Set<DataType> all = EnumSet.allOf(DataType.class);
    all.removeAll(LogicalLiteMatrixIT.SCALARS);
    LogicalLiteMatrixIT.INDEXES.forEach(index -> all.remove(index.vector()));
    all.remove(DataType.Array);

    assertThat(all)
        .containsExactly(
            DataType.None,
            DataType.String,
            DataType.BinaryVector,
            DataType.Float16Vector,
            DataType.BFloat16Vector,
            DataType.Int8Vector,
            DataType.Struct); // see below
  }

  /** It says that the collection was made, and makes it without them. */
  @Test
  void forgetsArraysOfStructs() {
    CreateCollectionReq.CollectionSchema schema = schema(DataType.FloatVector);
    schema.addField(
        AddFieldReq.builder()
            .fieldName("structs")
            .dataType(DataType.Array)
            .elementType(DataType.Struct)
            .maxCapacity(4)
            .addStructField(AddFieldReq.builder().fieldName("n").dataType(DataType.Int64).build())
            .build());
    make("lite_structs", schema);

    assertThat(Described.of(lite.client(), "lite_structs").toString()).doesNotContain("structs");
  }

  /** Some it refuses at once, others when the collection is to be loaded. */
  @Test
  void hasNoOtherIndexes() {
    Set<IndexType> others = EnumSet.complementOf(EnumSet.of(IndexType.None, IndexType.INVERTED));
    LogicalLiteMatrixIT.INDEXES.forEach(index -> others.remove(index.type()));
    Map<IndexType, String> answers = new TreeMap<>();

    others.forEach(type -> answers.put(type, LiteAnswers.toIndexOf(lite, type)));

    assertThat(answers.values())
        .as(answers.toString())
        .allMatch(answer -> NO_SUCH_INDEX.matcher(answer).find());
    LogicalLiteMatrixIT.INDEXES.forEach(
        index -> assertThat(LiteAnswers.toIndexOf(lite, index.type())).isEmpty());
  }

  /** It keeps zeros in their place, and a null only until it writes them to disk. */
  @Test
  void forgetsNullsOfVectors() {
    CreateCollectionReq.CollectionSchema schema = schema(DataType.FloatVector);
    schema.getFieldSchemaList().get(1).setIsNullable(true);
    make("lite_null_vectors", schema);
    JsonObject row = new JsonObject();
    row.addProperty("id", 1);
    row.add("vector", JsonNull.INSTANCE);
    lite.client()
        .insert(InsertReq.builder().collectionName("lite_null_vectors").data(List.of(row)).build());
    lite.client().flush(FlushReq.builder().collectionNames(List.of("lite_null_vectors")).build());

    assertThat(Rows.of(lite.client(), "lite_null_vectors", "id").get("1"))
        .contains("vector=[0.0, 0.0, 0.0, 0.0]");
  }

  /** Whether it is a text or a number cannot be told any longer. */
  @Test
  void givesTextsInJsonBackWithoutQuotes() {
    CreateCollectionReq.CollectionSchema schema = schema(DataType.FloatVector);
    schema.addField(AddFieldReq.builder().fieldName("json").dataType(DataType.JSON).build());
    make("lite_json_texts", schema);
    JsonObject row = new JsonObject();
    row.addProperty("id", 1);
    row.addProperty("json", "7");
    JsonArray vector = new JsonArray();
    Stream.of(1, 2, 3, 4).forEach(vector::add);
    row.add("vector", vector);
    lite.client()
        .insert(InsertReq.builder().collectionName("lite_json_texts").data(List.of(row)).build());

    assertThat(Rows.of(lite.client(), "lite_json_texts", "id").get("1")).contains("json=7,");
  }

  /** Vectors that a service computes cannot be inserted, and computing them anew costs. */
  @Test
  void vectorsOfTextsAreRefusedByUsBeforeAnythingIsWritten() {
    CreateCollectionReq.CollectionSchema schema = schema(DataType.FloatVector);
    schema.addField(
        AddFieldReq.builder().fieldName("text").dataType(DataType.VarChar).maxLength(9).build());
    schema.addFunction(
        Function.builder()
            .name("meaning")
            .functionType(FunctionType.TEXTEMBEDDING)
            .inputFieldNames(List.of("text"))
            .outputFieldNames(List.of("vector"))
            .param("provider", "openai")
            .param("api_key", "none")
            .build());
    make("lite_meaning", schema);

    try (ObjectStore store = InMemoryObjectStore.create();
        BackupClient backups = lite.backups(store)) {
      assertThatThrownBy(() -> MilvusLite.create(backups, "lite_meaning"))
          .hasCauseInstanceOf(UnsupportedVersionException.class)
          .hasMessageContaining("a function computes its field 'vector'");
      assertThat(store.list(ObjectKey.ROOT)).isEmpty();
    }
  }

  private static CreateCollectionReq.CollectionSchema schema(DataType vector) {
    CreateCollectionReq.CollectionSchema schema =
        CreateCollectionReq.CollectionSchema.builder().build();
    schema.addField(
        AddFieldReq.builder().fieldName("id").dataType(DataType.Int64).isPrimaryKey(true).build());
    schema.addField(
        AddFieldReq.builder().fieldName("vector").dataType(vector).dimension(4).build());
    return schema;
  }

  private static void make(String name, CreateCollectionReq.CollectionSchema schema) {
    lite.drop(name);
    lite.client()
        .createCollection(
            CreateCollectionReq.builder()
                .collectionName(name)
                .collectionSchema(schema)
                .indexParams(
                    List.of(
                        IndexParam.builder()
                            .fieldName("vector")
                            .indexType(IndexType.FLAT)
                            .metricType(MetricType.L2)
                            .build()))
                .build());
  }
}
