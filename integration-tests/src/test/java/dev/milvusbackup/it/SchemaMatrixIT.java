package dev.milvusbackup.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.milvusbackup.BackupClient;
import dev.milvusbackup.error.UnsupportedVersionException;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.memory.InMemoryObjectStore;
import io.milvus.v2.common.ConsistencyLevel;
import io.milvus.v2.common.DataType;
import io.milvus.v2.common.IndexParam.IndexType;
import io.milvus.v2.common.IndexParam.MetricType;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of schema that Milvus 2.3.5 has comes back as it was, with every row. */
@Order(3)
class SchemaMatrixIT {

  private static final int ROWS = 500;

  private static final List<DataType> SCALARS =
      List.of(
          DataType.Bool,
          DataType.Int8,
          DataType.Int16,
          DataType.Int32,
          DataType.Int64,
          DataType.Float,
          DataType.Double,
          DataType.VarChar,
          DataType.JSON);

  static Stream<Arguments> shapes() {
    return Stream.of(
        shape("every_scalar_type", SchemaMatrixIT::everyScalar),
        shape("arrays_of_every_type", SchemaMatrixIT::everyArray),
        shape("varchar_key", s -> s.key(DataType.VarChar).field("title", DataType.VarChar)),
        shape("auto_id", s -> s.autoKey().field("title", DataType.VarChar)),
        shape("auto_varchar_id", s -> s.key(DataType.VarChar).autoKey()),
        shape(
            "binary_vector",
            s -> s.vector(DataType.BinaryVector, IndexType.BIN_IVF_FLAT, MetricType.HAMMING)),
        shape("ivf_index", s -> s.vector(DataType.FloatVector, IndexType.IVF_FLAT, MetricType.IP)),
        shape("dynamic", s -> s.dynamic().field("title", DataType.VarChar)),
        shape("partition_key", s -> s.partitionKey("tenant").partitions(4).dynamic()),
        shape(
            "two_shards",
            s -> s.shards(2).consistency(ConsistencyLevel.BOUNDED).key(DataType.VarChar)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("shapes")
  void roundTrips(String name, UnaryOperator<Sample.Shape> shape) {
    try (MilvusUnderTest milvus = MilvusUnderTest.onLocalStorage();
        ObjectStore store = InMemoryObjectStore.create();
        BackupClient backups = milvus.backupClient().backupStorage(store).build()) {
      shape.apply(Sample.shape(name)).create(milvus.client()).insert(0, ROWS);
      backups.create(b -> b.name(name).collections(name)).join();
      SortedMap<String, String> before = Rows.of(milvus.client(), name, "id");

      backups.restore(r -> r.backup(name).suffix("_back")).join();

      assertThat(Rows.of(milvus.client(), name + "_back", "id")).isEqualTo(before).hasSize(ROWS);
      assertThat(Described.of(milvus.client(), name + "_back"))
          .isEqualTo(Described.of(milvus.client(), name));
    }
  }

  /** Milvus 2.3.5 stores them, but its import fails on them whoever asks for it. */
  @Test
  void halfPrecisionVectorsAreRefusedBeforeAnythingIsMade() {
    try (MilvusUnderTest milvus = MilvusUnderTest.onLocalStorage();
        ObjectStore store = InMemoryObjectStore.create();
        BackupClient backups = milvus.backupClient().backupStorage(store).build()) {
      assumeThat(backups.milvusVersion()).matches("v?2\\.[23]\\..*");
      Sample.shape("halves")
          .vector(DataType.Float16Vector, IndexType.FLAT, MetricType.L2)
          .create(milvus.client())
          .insert(0, 100);
      assertThat(
              backups
                  .create(b -> b.name("halves").collections("halves"))
                  .join()
                  .manifest()
                  .rowCount())
          .isEqualTo(100);

      assertThatThrownBy(() -> backups.restore(r -> r.backup("halves").suffix("_back")).join())
          .hasCauseInstanceOf(UnsupportedVersionException.class)
          .hasMessageContaining("Cannot restore default.halves: field 'vector' has type 102");
      assertThat(milvus.collections()).doesNotContain("halves_back");
    }
  }

  @Test
  void anEmptyCollectionComesBackEmptyWithItsPartitionsAndIndexes() {
    try (MilvusUnderTest milvus = MilvusUnderTest.onLocalStorage();
        ObjectStore store = InMemoryObjectStore.create();
        BackupClient backups = milvus.backupClient().backupStorage(store).build()) {
      Sample.shape("nothing").create(milvus.client()).partition("spare");
      backups.create(b -> b.name("nothing").collections("nothing")).join();

      var report = backups.restore(r -> r.backup("nothing").suffix("_back")).join();

      assertThat(report.restored()).hasSize(1);
      assertThat(report.restored().get(0).importJobs()).isZero();
      assertThat(Rows.of(milvus.client(), "nothing_back", "id")).isEmpty();
      assertThat(Described.of(milvus.client(), "nothing_back"))
          .isEqualTo(Described.of(milvus.client(), "nothing"));
    }
  }

  private static Arguments shape(String name, UnaryOperator<Sample.Shape> shape) {
    return Arguments.of(name, shape);
  }

  private static Sample.Shape everyScalar(Sample.Shape shape) {
    SCALARS.forEach(type -> shape.field("a_" + type.name().toLowerCase(Locale.ROOT), type));
    return shape;
  }

  private static Sample.Shape everyArray(Sample.Shape shape) {
    SCALARS.stream()
        .filter(type -> type != DataType.JSON)
        .forEach(type -> shape.array("many_" + type.name().toLowerCase(Locale.ROOT), type));
    return shape;
  }
}
