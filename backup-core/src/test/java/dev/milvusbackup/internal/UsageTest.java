package dev.milvusbackup.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.milvusbackup.BackupReport;
import dev.milvusbackup.BackupRequest;
import dev.milvusbackup.internal.milvus.fake.InMemoryMilvus;
import dev.milvusbackup.internal.milvus.fake.SampleValues;
import dev.milvusbackup.retention.BackupUsage;
import dev.milvusbackup.retention.StoreUsage;
import dev.milvusbackup.storage.ObjectBody;
import dev.milvusbackup.storage.ObjectInfo;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.PutMode;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the backups of a store hold, and what a delete frees. */
class UsageTest extends OnInMemoryMilvus {

  UsageTest() {
    super(InMemoryMilvus.V2_6_19);
  }

  @BeforeEach
  void fillCollection() {
    fill(BOOKS, 10);
  }

  @Test
  void anEmptyStoreHoldsNothing() {
    assertThat(client.usage()).isEqualTo(StoreUsage.builder().build());
  }

  @Test
  void aFullBackupHoldsItsOwnData() {
    BackupReport report = create("full", false);

    StoreUsage usage = client.usage();

    BackupUsage full = usage.backups().get(0);
    assertThat(full.dataBytes()).isEqualTo(report.manifest().size());
    assertThat(full.metadataBytes()).isPositive();
    assertThat(full.bytesFreed()).isEqualTo(size("backup/full")).isEqualTo(usage.bytes());
    assertThat(full.sharedWith()).isEmpty();
    assertThat(full.incremental()).isFalse();
  }

  @Test
  void incrementalBackupsHoldWhatOthersNeedAndWhatOnlyTheyNeed() {
    long first = create("a", true).manifest().size();
    insert(10, 20);
    long second = create("b", true).manifest().size() - first;
    milvus.delete(BOOKS, 3L);
    flush(BOOKS);
    long deletes = create("c", true).manifest().size() - first - second;

    StoreUsage usage = client.usage();

    assertThat(usage.backups()).extracting(BackupUsage::name).containsExactly("a", "b", "c");
    BackupUsage a = usage.backups().get(0);
    BackupUsage b = usage.backups().get(1);
    BackupUsage c = usage.backups().get(2);
    assertThat(a.bytesShared()).isEqualTo(first);
    assertThat(a.sharedWith()).containsExactly("b", "c");
    assertThat(a.bytesFreed()).isEqualTo(a.metadataBytes()).isEqualTo(size("backup/a"));
    assertThat(b.bytesShared()).isEqualTo(first + second);
    assertThat(c.dataBytes()).isEqualTo(deletes).isPositive();
    assertThat(usage.bytes())
        .isEqualTo(first + second + size("backup/a") + size("backup/b") + size("backup/c"));
    assertThat(usage.bytesUnreferenced()).isZero();

    await(client.delete("c"));
    StoreUsage without = client.usage();

    assertThat(without.backups().get(1).bytesOnlyHere()).isEqualTo(second);
    assertThat(without.backups().get(1).bytesShared()).isEqualTo(first);
    assertThat(without.backups().get(1).bytesFreed()).isEqualTo(second + size("backup/b"));
    await(client.delete("b"));
    assertThat(client.usage().bytesUnreferenced()).isEqualTo(second);
  }

  @Test
  void anIncrementalBackupThatCannotBeReadIsNamed() {
    create("a", true);
    put("backup/a/meta/incremental.json", "{");

    BackupUsage a = client.usage().backups().get(0);

    assertThat(a.problem()).get().asString().contains("a/meta/incremental.json");
    assertThat(a.bytesFreed()).isEqualTo(1);
    assertThat(client.usage().bytesUnreferenced()).isPositive();
  }

  @Test
  void leftoversCountAndDataOfOthersDoesNot() {
    create("a", true);
    put("backup/half/meta/copied.x.1.json", "{}");
    put("backup/half/binlogs/insert_log/1/2/3/3/100/4", "12345");
    put("backup/photos/1.jpg", "123");

    StoreUsage usage = client.usage();

    assertThat(usage.backups()).extracting(BackupUsage::name).containsExactly("a", "half");
    BackupUsage half = usage.backups().get(1);
    assertThat(half.problem()).get().asString().startsWith("it has no meta/backup_meta.json");
    assertThat(half.dataBytes()).isEqualTo(5);
    assertThat(half.metadataBytes()).isEqualTo(2);
  }

  private BackupReport create(String name, boolean incremental) {
    return await(
        client.create(BackupRequest.builder().name(name).incremental(incremental).build()));
  }

  private void insert(int from, int to) {
    milvus.insert(
        BOOKS,
        IntStream.range(from, to)
            .mapToObj(key -> SampleValues.row(milvus.schema(BOOKS), key))
            .toArray(Object[][]::new));
    flush(BOOKS);
  }

  private void put(String key, String content) {
    bucket.put(ObjectKey.of(key), ObjectBody.of(content.getBytes(UTF_8)), PutMode.REPLACE);
  }

  private long size(String directory) {
    try (Stream<ObjectInfo> objects = bucket.list(ObjectKey.of(directory))) {
      return objects.mapToLong(ObjectInfo::size).sum();
    }
  }
}
