package dev.milvusbackup.internal.binlog.imports;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.milvusbackup.error.UnsupportedVersionException;
import dev.milvusbackup.internal.data.RestorePlan.Approach;
import dev.milvusbackup.internal.data.RestorePlan.CollectionPlan;
import dev.milvusbackup.internal.format.metadata.CollectionBackupInfo;
import dev.milvusbackup.internal.format.schema.CollectionSchema;
import dev.milvusbackup.internal.format.schema.FieldSchema;
import dev.milvusbackup.internal.format.schema.StructArrayFieldSchema;
import dev.milvusbackup.internal.milvus.fake.InMemoryMilvus;
import dev.milvusbackup.internal.milvus.fake.SampleSchema;
import dev.milvusbackup.internal.milvus.server.ServerFeatures;
import dev.milvusbackup.internal.milvus.server.ServerVersion;
import dev.milvusbackup.manifest.CollectionManifest;
import dev.milvusbackup.storage.memory.InMemoryObjectStore;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BinlogCompatibilityTest {

  private static final int ARRAY = 22;
  private static final int ARRAY_OF_VECTORS = 106;
  private static final int INT64 = 5;
  private static final int FLOAT_VECTOR = 101;

  /** As Milvus 2.6.19 numbered a collection with a struct of two fields (measured). */
  @Test
  void arraysOfStructsAreRestoredFromMilvus264On() {
    CollectionPlan plan = plan(false, 102, 103, 104);

    assertThatCode(() -> compatibility("2.6.4").require(plan)).doesNotThrowAnyException();
    assertThatThrownBy(() -> compatibility("2.6.3").require(plan))
        .isInstanceOf(UnsupportedVersionException.class)
        .hasMessageStartingWith("Cannot restore default.sample: its schema has arrays of structs")
        .hasMessageContaining("Leave it out");
  }

  @ParameterizedTest
  @CsvSource({"false, 102, true", "true, 103, true", "true, 102, false", "false, 103, false"})
  void theIdsOfStructsFollowThoseOfTheInitialFields(
      boolean dynamic, long structId, boolean repeatable) {
    CollectionPlan plan = plan(dynamic, structId, structId + 1, structId + 2);

    if (repeatable) {
      assertThatCode(() -> compatibility("2.6.19").require(plan)).doesNotThrowAnyException();
    } else {
      assertThatThrownBy(() -> compatibility("2.6.19").require(plan))
          .hasMessageContaining("have gaps");
    }
  }

  @Test
  void aFieldThatWasAddedLaterFollowsTheStructs() {
    CollectionBackupInfo info = SampleSchema.numbered().build();
    List<FieldSchema> fields = numbered(info, 100, 101);
    FieldSchema added = field("added", INT64, 0, 105);
    CollectionPlan plan =
        plan(info, List.of(fields.get(0), fields.get(1), added), false, 102, 103, 104);

    assertThatCode(() -> compatibility("2.6.19").require(plan)).doesNotThrowAnyException();
  }

  private static BinlogCompatibility compatibility(String version) {
    InMemoryMilvus milvus =
        new InMemoryMilvus(InMemoryMilvus.V2_6_19, InMemoryObjectStore.create());
    return new BinlogCompatibility(
        milvus.collections(), ServerFeatures.of(ServerVersion.parse(version)));
  }

  private static CollectionPlan plan(boolean dynamic, long... structIds) {
    CollectionBackupInfo info = SampleSchema.numbered().build();
    return plan(info, numbered(info, 100, 101), dynamic, structIds);
  }

  private static CollectionPlan plan(
      CollectionBackupInfo info, List<FieldSchema> fields, boolean dynamic, long... structIds) {
    StructArrayFieldSchema struct =
        new StructArrayFieldSchema(
            structIds[0],
            "clips",
            "",
            List.of(
                field("seconds", ARRAY, INT64, structIds[1]),
                field("picture", ARRAY_OF_VECTORS, FLOAT_VECTOR, structIds[2])),
            List.of());
    CollectionSchema schema =
        new CollectionSchema(
            "sample", "", false, fields, dynamic, List.of(), List.of(), List.of(struct), false);
    CollectionBackupInfo with =
        new CollectionBackupInfo(
            "", 1, "default", "sample", schema, 1, 0, List.of(), 0, 0, false, List.of(), "", 0,
            Map.of(), List.of(), List.of(), 0, 0, List.of(), List.of(), List.of(), 0, null, null);
    return new CollectionPlan(
        info.collection(),
        Approach.CREATE,
        with,
        CollectionManifest.builder(with.collection()).build());
  }

  private static List<FieldSchema> numbered(CollectionBackupInfo info, long key, long vector) {
    List<FieldSchema> fields = info.schema().fields();
    return List.of(
        field("id", fields.get(0).dataType(), 0, key),
        field("vector", fields.get(1).dataType(), 0, vector));
  }

  private static FieldSchema field(String name, int type, int element, long id) {
    return new FieldSchema(
        id,
        name,
        name.equals("id"),
        "",
        type,
        List.of(),
        List.of(),
        false,
        0,
        element,
        false,
        false,
        false,
        false,
        "",
        false);
  }
}
