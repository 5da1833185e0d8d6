package dev.milvusbackup.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.milvusbackup.BackupClient;
import dev.milvusbackup.BackupListing;
import dev.milvusbackup.BackupSummary;
import dev.milvusbackup.error.BackupNotFoundException;
import dev.milvusbackup.internal.milvus.fake.InMemoryMilvus;
import dev.milvusbackup.internal.storage.ForwardingObjectStore;
import dev.milvusbackup.storage.ObjectBody;
import dev.milvusbackup.storage.ObjectInfo;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.PutMode;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A store lists directories that hold no objects, as MinIO does in buckets with versions, and as
 * every service does after a console has made a folder.
 */
class GhostDirectoriesTest extends OnInMemoryMilvus {

  private final BackupClient ghostly =
      InMemoryClient.of(milvus, storage, new GhostlyStore(backups));

  GhostDirectoriesTest() {
    super(InMemoryMilvus.V2_3_5);
  }

  @BeforeEach
  void fill() {
    fill(BOOKS, 30);
  }

  @Test
  void aDeletedBackupIsNotListed() {
    ghostly.create(b -> b.name("kept")).join();
    ghostly.create(b -> b.name("deleted")).join();

    ghostly.delete("deleted").join();

    BackupListing listing = ghostly.list();
    assertThat(listing.backups()).extracting(BackupSummary::name).containsExactly("kept");
    assertThat(listing.incomplete()).isEmpty();
  }

  @Test
  void aDeletedBackupIsNotFoundAndItsNameIsFree() {
    ghostly.create(b -> b.name("deleted")).join();
    ghostly.create(b -> b.name("kept")).join();
    ghostly.delete("deleted").join();

    assertThatThrownBy(() -> ghostly.get("deleted"))
        .isInstanceOf(BackupNotFoundException.class)
        .hasMessageContaining("(it has: kept)");
    assertThatThrownBy(() -> ghostly.delete("deleted").await())
        .isInstanceOf(BackupNotFoundException.class)
        .hasMessageContaining("(it has: kept)");
    ghostly.create(b -> b.name("deleted")).join();
    assertThat(ghostly.list().backups())
        .extracting(BackupSummary::name)
        .containsExactly("deleted", "kept");
  }

  @Test
  void foldersMadeByConsolesAreNoBackups() {
    BackupClient withFolders =
        InMemoryClient.of(
            milvus, storage, new GhostlyStore(backups, "folder", ".jobs", ".restores", ".trash"));

    assertThat(withFolders.list().incomplete()).isEmpty();
    assertThatThrownBy(() -> withFolders.get("folder"))
        .isInstanceOf(BackupNotFoundException.class)
        .hasMessageContaining("(it has: none)");
  }

  @Test
  void theLeftoversOfAnInterruptedDeleteAreListed() {
    backups.put(
        ObjectKey.of("half/binlogs/insert_log/1/2/3/4/100/5"),
        ObjectBody.of(new byte[1]),
        PutMode.REPLACE);

    assertThat(ghostly.list().incomplete())
        .extracting(BackupListing.Incomplete::name)
        .containsExactly("half");
  }

  /** Remembers the directories of all objects that it ever had. */
  private static final class GhostlyStore extends ForwardingObjectStore {

    private final Set<ObjectKey> seen = new ConcurrentSkipListSet<>();

    GhostlyStore(ObjectStore store, String... folders) {
      super(store);
      Stream.of(folders).map(ObjectKey::of).forEach(seen::add);
    }

    @Override
    public ObjectInfo put(ObjectKey key, ObjectBody body, PutMode mode) {
      see(key);
      return super.put(key, body, mode);
    }

    @Override
    public ObjectInfo copyFrom(ObjectStore source, ObjectInfo from, ObjectKey to) {
      see(to);
      return super.copyFrom(source, from, to);
    }

    @Override
    public Stream<ObjectKey> directories(ObjectKey directory) {
      try (Stream<ObjectKey> real = super.directories(directory)) {
        List<ObjectKey> all =
            Stream.concat(real, seen.stream().filter(d -> isIn(directory, d))).toList();
        return all.stream().distinct().sorted();
      }
    }

    @Override
    public ObjectStore withRoot(String root) {
      throw new UnsupportedOperationException();
    }

    private void see(ObjectKey key) {
      for (int slash = key.path().indexOf('/'); slash >= 0; ) {
        seen.add(ObjectKey.of(key.path().substring(0, slash)));
        slash = key.path().indexOf('/', slash + 1);
      }
    }

    private static boolean isIn(ObjectKey directory, ObjectKey other) {
      return other.isBelow(directory) && other.relativeTo(directory).indexOf('/') < 0;
    }
  }
}
