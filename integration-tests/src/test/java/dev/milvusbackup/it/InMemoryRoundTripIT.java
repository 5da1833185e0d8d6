package dev.milvusbackup.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milvusbackup.BackupClient;
import dev.milvusbackup.BackupRequest;
import dev.milvusbackup.CollectionName;
import dev.milvusbackup.RestoreRequest;
import dev.milvusbackup.internal.InMemoryClient;
import dev.milvusbackup.internal.format.metadata.CollectionBackupInfo;
import dev.milvusbackup.internal.format.schema.IndexInfo;
import dev.milvusbackup.internal.job.CancelToken;
import dev.milvusbackup.internal.job.Deadline;
import dev.milvusbackup.internal.job.PollClock;
import dev.milvusbackup.internal.milvus.MilvusGateway;
import dev.milvusbackup.internal.milvus.MilvusRows;
import dev.milvusbackup.internal.milvus.fake.InMemoryMilvus;
import dev.milvusbackup.internal.milvus.fake.SampleSchema;
import dev.milvusbackup.internal.milvus.fake.SampleValues;
import dev.milvusbackup.internal.milvus.grpc.GrpcMilvusGateway;
import dev.milvusbackup.internal.milvus.segments.FlushTicket;
import dev.milvusbackup.internal.rows.ColumnType;
import dev.milvusbackup.internal.rows.RowSchema;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.memory.InMemoryObjectStore;
import io.milvus.v2.service.vector.request.DeleteReq;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Backups of the Milvus in memory come back in a real one, and backups of the real one in that in
 * memory, row by row. So what tests in memory read and write is what a real Milvus does.
 */
class InMemoryRoundTripIT {

  private static final int ROWS = 200;
  private static final Object[] DELETED = {3L, 50L, 199L};

  private final MilvusUnderTest real = MilvusUnderTest.onLocalStorage();
  private final MilvusGateway gateway =
      new GrpcMilvusGateway(real.connection(), Duration.ofSeconds(30));
  private final ObjectStore memory = InMemoryObjectStore.create();
  private final ObjectStore backups = memory.withRoot("backup");
  private final InMemoryMilvus fake =
      new InMemoryMilvus(InMemoryMilvus.V2_3_5, memory.withRoot("files"));
  private final List<CollectionName> made = new ArrayList<>();

  static Stream<Arguments> schemas() {
    return Stream.of(
        Arguments.of("every_type", SampleValues.everyType(ColumnType.FLOAT_VECTOR)),
        Arguments.of("binary", SampleSchema.numbered().vector(ColumnType.BINARY_VECTOR)),
        Arguments.of(
            "by_shelf", SampleSchema.numbered().partitionedBy("shelf", 3).dynamic().build()));
  }

  @AfterEach
  void close() {
    made.forEach(gateway.collections()::drop);
    gateway.close();
    real.close();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("schemas")
  void aBackupOfTheOneInMemoryComesBackInARealOne(String name, CollectionBackupInfo info) {
    CollectionName from = fill(fake, fake.clock(), name + "_fake", info);
    fake.delete(from, DELETED);
    flush(fake, fake.clock(), from);

    try (BackupClient client = InMemoryClient.of(fake, memory.withRoot("files"), backups)) {
      client.create(BackupRequest.builder().name("b").build()).join();
    }
    try (BackupClient client = real.backupClient().backupStorage(backups).build()) {
      client.restore(RestoreRequest.builder().backup("b").suffix("_real").build()).join();
    }

    CollectionName back = made(new CollectionName("default", from.name() + "_real"));
    assertSame(rows(gateway, PollClock.MACHINE, back), rows(fake, fake.clock(), from));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("schemas")
  void aBackupOfARealOneComesBackInTheOneInMemory(String name, CollectionBackupInfo info) {
    CollectionName from = made(fill(gateway, PollClock.MACHINE, name + "_real", info));
    real.client()
        .delete(
            DeleteReq.builder().collectionName(from.name()).ids(Arrays.asList(DELETED)).build());
    flush(gateway, PollClock.MACHINE, from);

    try (BackupClient client = real.backupClient().backupStorage(backups).build()) {
      client.create(BackupRequest.builder().name("b").collections(from.name()).build()).join();
    }
    try (BackupClient client = InMemoryClient.of(fake, memory.withRoot("files"), backups)) {
      client.restore(RestoreRequest.builder().backup("b").build()).join();
    }

    assertSame(rows(fake, fake.clock(), from), rows(gateway, PollClock.MACHINE, from));
  }

  private CollectionName made(CollectionName name) {
    made.add(name);
    return name;
  }

  private static CollectionName fill(
      MilvusGateway milvus, PollClock clock, String name, CollectionBackupInfo info) {
    CollectionName collection = new CollectionName("default", name);
    milvus.collections().create(collection, info);
    milvus.indexes().create(collection, index(info));
    RowSchema schema = schema(milvus, collection);
    milvus
        .rows()
        .insert(
            collection,
            MilvusRows.ALL_PARTITIONS,
            schema,
            List.of(SampleValues.rows(schema, ROWS)));
    flush(milvus, clock, collection);
    return collection;
  }

  private static IndexInfo index(CollectionBackupInfo info) {
    boolean binary = info.schema().fields().stream().anyMatch(field -> field.dataType() == 100);
    return binary ? SampleSchema.BINARY_INDEX : SampleSchema.INDEX;
  }

  private static RowSchema schema(MilvusGateway milvus, CollectionName name) {
    return RowSchema.of(name, milvus.collections().describe(name).schema());
  }

  private static void flush(MilvusGateway milvus, PollClock clock, CollectionName name) {
    FlushTicket ticket = milvus.segments().flush(name);
    await(clock, () -> milvus.segments().isFlushed(name, ticket));
  }

  private static void await(PollClock clock, BooleanSupplier condition) {
    assertThat(
            Deadline.in(new CancelToken(clock), Duration.ofMinutes(1), Duration.ofMillis(250))
                .await(condition))
        .isTrue();
  }

  private static List<Object[]> rows(MilvusGateway milvus, PollClock clock, CollectionName name) {
    milvus.loading().load(name, 1);
    await(clock, () -> milvus.loading().isLoaded(name));
    await(clock, () -> milvus.rows().count(name) == ROWS - DELETED.length);
    RowSchema schema = schema(milvus, name);
    List<Object[]> all = new ArrayList<>();
    List<Object[]> page;
    do {
      Object last = all.isEmpty() ? null : all.get(all.size() - 1)[schema.keyIndex()];
      page = milvus.rows().page(name, MilvusRows.ALL_PARTITIONS, schema, last, ROWS).rows();
      all.addAll(page);
    } while (!page.isEmpty());
    return all;
  }

  private static void assertSame(List<Object[]> found, List<Object[]> expected) {
    assertThat(found).hasSize(ROWS - DELETED.length).hasSameSizeAs(expected);
    for (int i = 0; i < expected.size(); i++) {
      assertThat(Arrays.deepEquals(found.get(i), expected.get(i)))
          .as("row %d: %s, expected %s", i, found.get(i), expected.get(i))
          .isTrue();
    }
  }
}
