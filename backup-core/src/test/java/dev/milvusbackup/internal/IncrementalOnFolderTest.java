package dev.milvusbackup.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milvusbackup.BackupClient;
import dev.milvusbackup.BackupReport;
import dev.milvusbackup.BackupRequest;
import dev.milvusbackup.CollectionName;
import dev.milvusbackup.RestoreRequest;
import dev.milvusbackup.VerifyDepth;
import dev.milvusbackup.internal.milvus.fake.InMemoryMilvus;
import dev.milvusbackup.internal.milvus.fake.SampleSchema;
import dev.milvusbackup.internal.milvus.fake.SampleValues;
import dev.milvusbackup.retention.PruneRequest;
import dev.milvusbackup.storage.ObjectInfo;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.filesystem.FileSystemObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Milvus and its backups in folders. */
class IncrementalOnFolderTest {

  private static final CollectionName BOOKS = new CollectionName("default", "books");

  @TempDir private Path folder;

  @Test
  void backupsInAFolderShareObjectsAndArePruned() throws IOException {
    ObjectStore storage = FileSystemObjectStore.at(folder.resolve("files"));
    ObjectStore backups = FileSystemObjectStore.at(folder.resolve("backups"));
    InMemoryMilvus milvus = new InMemoryMilvus(InMemoryMilvus.V2_6_19, storage);
    milvus.collections().create(BOOKS, SampleSchema.numbered().build());
    milvus.indexes().create(BOOKS, SampleSchema.INDEX);
    milvus.insert(BOOKS, SampleValues.rows(milvus.schema(BOOKS), 20));
    milvus.segments().flush(BOOKS);
    milvus.clock().advance(Duration.ofSeconds(5));
    try (BackupClient client = InMemoryClient.of(milvus, storage, backups)) {
      BackupReport first = create(client, "a");
      BackupReport second = create(client, "b");

      assertThat(second.bytesReused()).isPositive().isEqualTo(first.manifest().size());
      client.delete("a").join();
      assertThat(prune(client)).isZero();
      assertThat(client.verify(v -> v.backup("b").depth(VerifyDepth.CONTENT)).join().findings())
          .isEmpty();
      client.restore(RestoreRequest.builder().backup("b").suffix("_b").build()).join();
      CollectionName restored = new CollectionName("default", "books_b");
      milvus.loading().load(restored, 1);
      milvus.clock().advance(Duration.ofSeconds(5));
      assertThat(milvus.rows().count(restored)).isEqualTo(20);
      client.delete("b").join();
      assertThat(prune(client)).isZero();
      age();
      assertThat(prune(client)).isEqualTo(first.manifest().size());
      assertThat(roots(backups)).isEmpty();
    }
  }

  private static BackupReport create(BackupClient client, String name) {
    return client.create(BackupRequest.builder().name(name).incremental(true).build()).join();
  }

  private static long prune(BackupClient client) {
    return client
        .prune(PruneRequest.builder().unreferencedOnly().build())
        .join()
        .sharedSpace()
        .bytesRemoved();
  }

  /** All files, as if they had been written two days ago. */
  private void age() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("backups"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Instant old = Instant.now().minus(Duration.ofDays(2));
        Files.setLastModifiedTime(file, FileTime.from(old));
      }
    }
  }

  private static List<ObjectKey> roots(ObjectStore backups) {
    try (Stream<ObjectInfo> objects = backups.list(ObjectKey.of(".shared/roots"))) {
      return objects.map(ObjectInfo::key).toList();
    }
  }
}
