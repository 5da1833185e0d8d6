package dev.milvusbackup.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milvusbackup.BackupClient;
import dev.milvusbackup.BackupReport;
import dev.milvusbackup.BackupRequest;
import dev.milvusbackup.CollectionName;
import dev.milvusbackup.Job;
import dev.milvusbackup.RestoreReport;
import dev.milvusbackup.RestoreRequest;
import dev.milvusbackup.internal.format.commit.LockRecord;
import dev.milvusbackup.internal.format.json.MetadataJson;
import dev.milvusbackup.internal.milvus.fake.Calls;
import dev.milvusbackup.internal.milvus.fake.InMemoryMilvus;
import dev.milvusbackup.internal.milvus.fake.SampleSchema;
import dev.milvusbackup.internal.milvus.fake.SampleValues;
import dev.milvusbackup.internal.rows.ColumnType;
import dev.milvusbackup.internal.rows.RowSchema;
import dev.milvusbackup.internal.rows.SampleRows;
import dev.milvusbackup.internal.storage.SmallObject;
import dev.milvusbackup.storage.ObjectBody;
import dev.milvusbackup.storage.ObjectInfo;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.PutMode;
import dev.milvusbackup.storage.memory.InMemoryObjectStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;

/** A Milvus in memory, a client of it, and a bucket for both. */
abstract class OnInMemoryMilvus {

  static final CollectionName BOOKS = new CollectionName("default", "books");
  static final CollectionName BACK = new CollectionName("default", "books_back");

  final ObjectStore bucket;
  final ObjectStore storage;
  final ObjectStore backups;
  final InMemoryMilvus milvus;
  final BackupClient client;

  OnInMemoryMilvus(String version) {
    this(version, InMemoryObjectStore.create());
  }

  OnInMemoryMilvus(String version, ObjectStore bucket) {
    this.bucket = bucket;
    this.storage = bucket.withRoot("files");
    this.backups = bucket.withRoot("backup");
    this.milvus = new InMemoryMilvus(version, storage);
    this.client = InMemoryClient.of(milvus, storage, backups);
  }

  @AfterEach
  void close() {
    client.close();
  }

  final Calls calls() {
    return milvus.calls();
  }

  /** A collection with an index and rows with the keys from 0 on, which are written out. */
  final void fill(CollectionName name, int count) {
    milvus
        .collections()
        .create(name, SampleSchema.numbered().with("title", ColumnType.VARCHAR).build());
    milvus.indexes().create(name, SampleSchema.INDEX);
    milvus.insert(name, SampleValues.rows(milvus.schema(name), count));
    flush(name);
  }

  final void flush(CollectionName name) {
    milvus.segments().flush(name);
    milvus.clock().advance(Duration.ofSeconds(5));
  }

  final BackupReport create(String name) {
    return await(client.create(BackupRequest.builder().name(name).build()));
  }

  final RestoreReport restore(RestoreRequest.Builder request) {
    return await(client.restore(request.build()));
  }

  /** From the backup {@code b}, with names that end in {@code _back}. */
  static RestoreRequest.Builder back() {
    return RestoreRequest.builder().backup("b").suffix("_back");
  }

  /** What a job ends with, or throws its exception. */
  static <R> R await(Job<R> job) {
    try {
      return job.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  /** All rows of a collection, which is loaded for it. */
  final List<Object[]> rows(CollectionName name) {
    milvus.loading().release(name);
    milvus.loading().load(name, 1);
    milvus.clock().advance(Duration.ofSeconds(5));
    return milvus.rows().page(name, "", milvus.schema(name), null, 10_000).rows();
  }

  final void assertRows(CollectionName name, int count) {
    RowSchema schema = milvus.schema(name);
    SampleRows.assertSame(
        rows(name),
        IntStream.range(0, count).mapToObj(key -> SampleValues.row(schema, key)).toList());
    assertThat(milvus.rows().count(name)).as("rows with their copies").isEqualTo(count);
  }

  final List<CollectionName> collections() {
    return milvus.collections().names("default");
  }

  final List<String> keys(String directory) {
    try (Stream<ObjectInfo> objects = bucket.list(ObjectKey.of(directory))) {
      return objects.map(o -> o.key().path()).toList();
    }
  }

  /** As if processes that were killed had been silent for their leases. */
  final void endLeases() {
    keys("backup").stream()
        .filter(key -> key.contains("/lock."))
        .map(ObjectKey::of)
        .forEach(
            key -> {
              LockRecord held =
                  MetadataJson.read(SmallObject.read(bucket, key), LockRecord.class, "it");
              bucket.put(key, ObjectBody.of(MetadataJson.write(held.release())), PutMode.REPLACE);
            });
  }
}
