package dev.milvusbackup.internal;

import dev.milvusbackup.BackupClient;
import dev.milvusbackup.BackupReport;
import dev.milvusbackup.BackupRequest;
import dev.milvusbackup.CollectionName;
import dev.milvusbackup.RestoreRequest;
import dev.milvusbackup.VerifyDepth;
import dev.milvusbackup.VerifyReport;
import dev.milvusbackup.VerifyRequest;
import dev.milvusbackup.internal.milvus.fake.SampleValues;
import dev.milvusbackup.retention.PruneRequest;
import dev.milvusbackup.retention.SharedSpace;
import dev.milvusbackup.storage.ObjectInfo;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;

/** A Milvus in memory, and a store whose clock can be moved, for backups that share objects. */
abstract class OnSharedStore extends OnInMemoryMilvus {

  static final Duration TWO_DAYS = Duration.ofDays(2);

  final TimedStore timed = new TimedStore(backups);
  final BackupClient sharing;

  OnSharedStore(String version) {
    super(version);
    this.sharing = InMemoryClient.of(milvus, storage, timed);
  }

  @AfterEach
  void closeSharing() {
    sharing.close();
  }

  final BackupReport increment(String name) {
    return increment(sharing, name);
  }

  static BackupReport increment(BackupClient client, String name) {
    return await(client.create(BackupRequest.builder().name(name).incremental(true).build()));
  }

  static long copied(BackupReport report) {
    return report.bytesCopiedByStore() + report.bytesStreamed();
  }

  /** The rows of a backup, restored beside its collection. */
  final List<Object[]> rowsOf(String backup) {
    String suffix = "_" + backup;
    await(sharing.restore(RestoreRequest.builder().backup(backup).suffix(suffix).build()));
    CollectionName name = new CollectionName("default", BOOKS.name() + suffix);
    List<Object[]> rows = rows(name);
    milvus.collections().drop(name);
    return rows;
  }

  final SharedSpace prune() {
    return await(sharing.prune(PruneRequest.builder().unreferencedOnly().build())).sharedSpace();
  }

  final void delete(String backup) {
    await(sharing.delete(backup));
  }

  final void insert(int from, int to) {
    milvus.insert(
        BOOKS,
        IntStream.range(from, to)
            .mapToObj(key -> SampleValues.row(milvus.schema(BOOKS), key))
            .toArray(Object[][]::new));
    flush(BOOKS);
  }

  final VerifyReport verify(String backup) {
    return await(
        sharing.verify(VerifyRequest.builder().backup(backup).depth(VerifyDepth.CONTENT).build()));
  }

  static void copyAll(ObjectStore from, ObjectStore to) {
    List<ObjectInfo> all;
    try (Stream<ObjectInfo> objects = from.list(ObjectKey.ROOT)) {
      all = objects.toList();
    }
    all.forEach(o -> to.copyFrom(from, o, o.key()));
  }

  final String anyInsertLog(List<String> keys) {
    return keys.stream().filter(k -> k.contains("insert_log")).findFirst().orElseThrow();
  }
}
