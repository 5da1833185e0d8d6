package dev.milvusbackup.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import dev.milvusbackup.BackupClient;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.memory.InMemoryObjectStore;
import io.milvus.v2.client.MilvusClientV2;
import io.milvus.v2.common.ConsistencyLevel;
import io.milvus.v2.common.DataType;
import io.milvus.v2.common.IndexParam;
import io.milvus.v2.service.collection.request.AddFieldReq;
import io.milvus.v2.service.collection.request.CreateCollectionReq;
import io.milvus.v2.service.collection.request.DropCollectionReq;
import io.milvus.v2.service.utility.request.CompactReq;
import io.milvus.v2.service.vector.request.DeleteReq;
import io.milvus.v2.service.vector.request.InsertReq;
import io.milvus.v2.service.vector.request.UpsertReq;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Backups of a collection that is inserted into, upserted, deleted from and compacted all the time.
 */
@Tag(Tier.SLOW)
@Order(2)
class SoakIT {

  private static final String NAME = "soaked";
  private static final int BACKUPS = Tier.length(3, 10);
  private static final int KEYS = 2000;
  private static final int BATCH = 50;
  private static final int WRITERS = 4;
  private static final Gson GSON = new Gson();
  private static final Pattern VERSION = Pattern.compile("version=(\\d+)");

  private final History history = new History();

  private record Taken(String name, long start, long end) {}

  @Test
  void everyBackupHoldsAStateBetweenItsStartAndItsEnd() {
    try (MilvusUnderTest milvus = MilvusUnderTest.onMinio();
        ObjectStore store = InMemoryObjectStore.create();
        BackupClient backups = milvus.backupClient().backupStorage(store).build()) {
      create(milvus.client());
      List<Taken> taken = takeWhileWriting(milvus.client(), backups);

      for (Taken backup : taken) {
        backups.restore(r -> r.backup(backup.name()).suffix("_" + backup.name())).join();
        check(backup, restored(milvus.client(), NAME + "_" + backup.name()));
        drop(milvus.client(), NAME + "_" + backup.name());
      }
    }
  }

  private List<Taken> takeWhileWriting(MilvusClientV2 client, BackupClient backups) {
    ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
    AtomicBoolean enough = new AtomicBoolean();
    List<CompletableFuture<Void>> writers =
        IntStream.range(0, WRITERS)
            .mapToObj(
                writer ->
                    CompletableFuture.runAsync(
                        () -> {
                          Random random = new Random(writer);
                          while (!enough.get()) {
                            change(client, writer, random);
                          }
                        },
                        threads))
            .toList();
    List<Taken> taken = new ArrayList<>();
    try {
      for (int i = 0; i < BACKUPS; i++) {
        String name = "b" + i;
        long start = history.now();
        backups.create(b -> b.name(name).collections(NAME)).join();
        taken.add(new Taken(name, start, history.now()));
        client.compact(CompactReq.builder().collectionName(NAME).build());
      }
    } finally {
      enough.set(true);
      threads.shutdown();
      writers.forEach(CompletableFuture::join);
    }
    return taken;
  }

  /** Inserts some keys that are not there; upserts or deletes some that are. */
  private void change(MilvusClientV2 client, int writer, Random random) {
    long begun = history.now();
    long first = (random.nextInt(KEYS / BATCH / WRITERS) * WRITERS + writer) * (long) BATCH;
    List<Long> keys = LongStream.range(first, first + BATCH).boxed().toList();
    boolean there = isThere(first);
    long version = there && random.nextInt(3) == 0 ? History.ABSENT : begun;
    List<JsonObject> rows = keys.stream().map(key -> row(key, version)).toList();
    if (version == History.ABSENT) {
      client.delete(DeleteReq.builder().collectionName(NAME).ids(new ArrayList<>(keys)).build());
    } else if (there) {
      client.upsert(UpsertReq.builder().collectionName(NAME).data(rows).build());
    } else {
      client.insert(InsertReq.builder().collectionName(NAME).data(rows).build());
    }
    keys.forEach(key -> history.written(key, version, begun));
  }

  private boolean isThere(long key) {
    long now = history.now();
    return !history.between(key, now, now).contains(History.ABSENT);
  }

  private void check(Taken backup, Map<Long, Long> restored) {
    for (long key = 0; key < KEYS; key++) {
      long found = restored.getOrDefault(key, History.ABSENT);
      assertThat(found)
          .as("key %d in backup %s", key, backup.name())
          .isIn(history.between(key, backup.start(), backup.end()));
    }
    assertThat(restored.keySet()).isSubsetOf(history.keys());
  }

  private static Map<Long, Long> restored(MilvusClientV2 client, String name) {
    Map<Long, Long> versions = new TreeMap<>();
    Rows.of(client, name, "id")
        .forEach((key, row) -> versions.put(Long.valueOf(key), version(row)));
    return versions;
  }

  private static long version(String row) {
    Matcher matcher = VERSION.matcher(row);
    assertThat(matcher.find()).as(row).isTrue();
    return Long.parseLong(matcher.group(1));
  }

  private static JsonObject row(long key, long version) {
    JsonObject row = new JsonObject();
    row.addProperty("id", key);
    row.addProperty("version", version);
    row.add("vector", GSON.toJsonTree(List.of(0.1f, 0.2f, 0.3f, 0.4f)));
    return row;
  }

  private static void create(MilvusClientV2 client) {
    drop(client, NAME);
    CreateCollectionReq.CollectionSchema schema =
        CreateCollectionReq.CollectionSchema.builder().build();
    schema.addField(
        AddFieldReq.builder().fieldName("id").dataType(DataType.Int64).isPrimaryKey(true).build());
    schema.addField(AddFieldReq.builder().fieldName("version").dataType(DataType.Int64).build());
    schema.addField(
        AddFieldReq.builder()
            .fieldName("vector")
            .dataType(DataType.FloatVector)
            .dimension(4)
            .build());
    client.createCollection(
        CreateCollectionReq.builder()
            .collectionName(NAME)
            .collectionSchema(schema)
            .consistencyLevel(ConsistencyLevel.STRONG)
            .indexParams(
                List.of(
                    IndexParam.builder()
                        .fieldName("vector")
                        .indexType(IndexParam.IndexType.FLAT)
                        .metricType(IndexParam.MetricType.L2)
                        .build()))
            .build());
  }

  private static void drop(MilvusClientV2 client, String name) {
    client.dropCollection(DropCollectionReq.builder().collectionName(name).build());
  }
}
