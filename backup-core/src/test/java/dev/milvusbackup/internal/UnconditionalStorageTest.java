package dev.milvusbackup.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.milvusbackup.BackupClient;
import dev.milvusbackup.BackupRequest;
import dev.milvusbackup.internal.milvus.fake.InMemoryMilvus;
import dev.milvusbackup.internal.storage.ForwardingObjectStore;
import dev.milvusbackup.retention.PruneRequest;
import dev.milvusbackup.storage.ObjectBody;
import dev.milvusbackup.storage.ObjectExistsException;
import dev.milvusbackup.storage.ObjectInfo;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.PutMode;
import dev.milvusbackup.storage.StorageException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A service that ignores conditions looks like one that honours them as long as one job writes. */
class UnconditionalStorageTest extends OnInMemoryMilvus {

  UnconditionalStorageTest() {
    super(InMemoryMilvus.V2_3_5);
  }

  @Test
  void aDryRunRefusesAServiceOnWhichSeveralCreatesWin() {
    fill(BOOKS, 30);
    BackupRequest request = BackupRequest.builder().name("b").build();
    try (BackupClient unconditional =
        InMemoryClient.of(milvus, storage, new Unconditional(backups))) {
      assertThatThrownBy(() -> unconditional.previewCreate(request))
          .isExactlyInstanceOf(StorageException.class)
          .hasMessageStartingWith("Cannot use " + backups.displayName() + ": ")
          .hasMessageContaining("ignores conditions (If-None-Match)");
    }
    assertThat(keys("backup")).isEmpty();
    assertThat(client.previewCreate(request).collections()).hasSize(1);
  }

  @Test
  void nothingIsSharedOnSuchAService() {
    fill(BOOKS, 30);
    try (BackupClient unconditional =
        InMemoryClient.of(milvus, storage, new Unconditional(backups))) {
      BackupRequest request = BackupRequest.builder().name("b").incremental(true).build();
      assertThatThrownBy(() -> await(unconditional.create(request)))
          .isExactlyInstanceOf(StorageException.class)
          .hasMessageContaining("ignores conditions (If-None-Match)");
      assertThat(keys("backup")).isEmpty();
      await(client.create(request));
      await(client.delete("b"));
      List<String> before = keys("backup/.shared");
      bucket.delete(List.of(ObjectKey.of("backup/.probe/conditional-puts.txt")));
      assertThatThrownBy(
              () -> await(unconditional.prune(PruneRequest.builder().unreferencedOnly().build())))
          .isExactlyInstanceOf(StorageException.class);
      assertThat(keys("backup/.shared")).isEqualTo(before).isNotEmpty();
    }
  }

  /** As the stores on such a service: they look whether the key is taken, the service does not. */
  private static final class Unconditional extends ForwardingObjectStore {

    Unconditional(ObjectStore store) {
      super(store);
    }

    @Override
    public ObjectInfo put(ObjectKey key, ObjectBody body, PutMode mode) {
      if (mode == PutMode.CREATE_NEW && stat(key).isPresent()) {
        throw new ObjectExistsException("Cannot store " + key + ": the key is taken.");
      }
      return super.put(key, body, PutMode.REPLACE);
    }

    @Override
    public ObjectStore withRoot(String root) {
      throw new UnsupportedOperationException();
    }
  }
}
