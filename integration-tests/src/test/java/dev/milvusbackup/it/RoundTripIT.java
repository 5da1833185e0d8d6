package dev.milvusbackup.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milvusbackup.BackupClient;
import dev.milvusbackup.BackupReport;
import dev.milvusbackup.RestoreReport;
import dev.milvusbackup.storage.FileSystemObjectStore;
import java.nio.file.Path;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoundTripIT {

  @TempDir Path folder;

  @Test
  void restoresWhatWasBackedUpFromLocalStorageToAFolder() {
    try (MilvusUnderTest milvus = MilvusUnderTest.onLocalStorage();
        BackupClient backups =
            milvus.backupClient().backupStorage(FileSystemObjectStore.at(folder)).build()) {
      Books.create(milvus.client(), "books")
          .insert(0, 3000)
          .flush()
          .insert(3000, 1000)
          .delete(10, 100);
      SortedMap<String, String> before = Rows.of(milvus.client(), "books", "id");

      BackupReport made = backups.create(b -> b.name("nightly").collections("books")).join();
      System.out.println(made);
      RestoreReport restored = backups.restore(r -> r.backup("nightly").suffix("_restored")).join();
      System.out.println(restored);

      assertThat(Rows.of(milvus.client(), "books_restored", "id")).isEqualTo(before);
    }
  }
}
