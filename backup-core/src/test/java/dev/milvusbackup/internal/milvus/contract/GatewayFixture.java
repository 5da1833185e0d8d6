package dev.milvusbackup.internal.milvus.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.error.BackupException;
import dev.milvusbackup.internal.format.metadata.CollectionBackupInfo;
import dev.milvusbackup.internal.format.metadata.PartitionBackupInfo;
import dev.milvusbackup.internal.job.CancelToken;
import dev.milvusbackup.internal.job.Deadline;
import dev.milvusbackup.internal.job.PollClock;
import dev.milvusbackup.internal.milvus.MilvusGateway;
import dev.milvusbackup.internal.milvus.MilvusRows;
import dev.milvusbackup.internal.milvus.fake.SampleSchema;
import dev.milvusbackup.internal.milvus.fake.SampleValues;
import dev.milvusbackup.internal.milvus.imports.ImportJob;
import dev.milvusbackup.internal.milvus.imports.ImportProgress;
import dev.milvusbackup.internal.milvus.segments.FlushTicket;
import dev.milvusbackup.internal.milvus.server.ServerFeatures;
import dev.milvusbackup.internal.rows.ColumnType;
import dev.milvusbackup.internal.rows.RowSchema;
import dev.milvusbackup.storage.ObjectStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;

/** What the clauses of the contract need: a gateway, and collections that go again. */
abstract class GatewayFixture {

  static final String DEFAULT = "_default";

  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final Duration LONGEST_POLL = Duration.ofMillis(250);

  private final List<CollectionName> made = new ArrayList<>();
  private final List<String> madeDatabases = new ArrayList<>();

  /** The gateway under test. */
  protected abstract MilvusGateway gateway();

  /** Where its Milvus keeps its segments. */
  protected abstract ObjectStore storage();

  /** How to wait for it. */
  protected abstract PollClock clock();

  /** Deletes rows by their keys, which is more than the gateway can do. */
  protected abstract void delete(CollectionName name, Object... keys);

  @AfterEach
  void removeCollections() {
    made.forEach(name -> quietly(() -> gateway().collections().drop(name)));
    madeDatabases.forEach(name -> quietly(() -> gateway().databases().drop(name)));
  }

  private static void quietly(Runnable cleanUp) {
    try {
      cleanUp.run();
    } catch (BackupException e) {
      // A gateway that breaks its contract may refuse that too.
      assertThat(e).isNotNull();
    }
  }

  final ServerFeatures server() {
    return ServerFeatures.of(gateway().version());
  }

  /** A name that nothing has yet; what gets it is dropped in the end. */
  final CollectionName newName() {
    return newName(CollectionName.DEFAULT_DATABASE);
  }

  final CollectionName newName(String database) {
    CollectionName name = new CollectionName(database, "contract_" + token());
    made.add(name);
    return name;
  }

  final String newDatabase() {
    String name = "contract_" + token();
    madeDatabases.add(name);
    return name;
  }

  private static String token() {
    return UUID.randomUUID().toString().substring(0, 8);
  }

  final CollectionName create(CollectionBackupInfo info) {
    CollectionName name = newName();
    gateway().collections().create(name, info);
    return name;
  }

  /** A collection with a number as key, a text and a vector. */
  final CollectionName create() {
    return create(plain());
  }

  static CollectionBackupInfo plain() {
    return SampleSchema.numbered().with("title", ColumnType.VARCHAR).build();
  }

  final RowSchema schema(CollectionName name) {
    return RowSchema.of(name, gateway().collections().describe(name).schema());
  }

  final void insert(CollectionName name, long first, int count) {
    RowSchema schema = schema(name);
    List<Object[]> rows = new ArrayList<>();
    for (long key = first; key < first + count; key++) {
      rows.add(SampleValues.row(schema, key));
    }
    gateway().rows().insert(name, DEFAULT, schema, rows);
  }

  final FlushTicket flush(CollectionName name) {
    FlushTicket ticket = gateway().segments().flush(name);
    await(() -> gateway().segments().isFlushed(name, ticket));
    return ticket;
  }

  final void load(CollectionName name) {
    gateway().indexes().create(name, SampleSchema.INDEX);
    gateway().loading().load(name, 1);
    await(() -> gateway().loading().isLoaded(name));
  }

  final List<Object[]> rows(CollectionName name) {
    return gateway().rows().page(name, MilvusRows.ALL_PARTITIONS, schema(name), null, 1000).rows();
  }

  final Object[] keys(CollectionName name) {
    int key = schema(name).keyIndex();
    return rows(name).stream().map(row -> row[key]).toArray();
  }

  static Object[] numbers(long... numbers) {
    return Arrays.stream(numbers).boxed().toArray();
  }

  final long partition(CollectionName name) {
    return gateway().partitions().of(name, gateway().collections().id(name)).stream()
        .filter(p -> p.partitionName().equals(DEFAULT))
        .mapToLong(PartitionBackupInfo::partitionId)
        .findFirst()
        .orElseThrow();
  }

  final ImportProgress run(ImportJob job) {
    String id = gateway().imports(server()).start(job);
    ImportProgress[] last = new ImportProgress[1];
    await(
        () -> {
          last[0] = gateway().imports(server()).progress(job.target(), id);
          return last[0].state() == ImportProgress.State.COMPLETED
              || last[0].state() == ImportProgress.State.FAILED;
        });
    return last[0];
  }

  final void await(BooleanSupplier condition) {
    assertThat(Deadline.in(new CancelToken(clock()), TIMEOUT, LONGEST_POLL).await(condition))
        .as("it is so within %s", TIMEOUT)
        .isTrue();
  }
}
