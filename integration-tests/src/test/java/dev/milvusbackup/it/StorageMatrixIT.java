package dev.milvusbackup.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milvusbackup.BackupClient;
import dev.milvusbackup.BackupReport;
import dev.milvusbackup.RestoreReport;
import dev.milvusbackup.RestoreReport.Placement;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.filesystem.FileSystemObjectStore;
import dev.milvusbackup.storage.s3.S3ObjectStore;
import io.milvus.v2.common.DataType;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Milvus on MinIO and on a local folder, backed up to every kind of store. */
class StorageMatrixIT {

  @TempDir static Path folder;

  /**
   * Where Milvus keeps its segments, where the backup goes, and how the bytes get there and back.
   */
  static Stream<Arguments> pairs() {
    return Stream.of(
        Arguments.of("local", "file", "streamed", Placement.IN_PLACE),
        Arguments.of("local", "minio", "streamed", Placement.STAGED),
        Arguments.of("local", "s3", "streamed", Placement.STAGED),
        Arguments.of("onminio", "file", "streamed", Placement.STAGED),
        Arguments.of("onminio", "minio", "by store", Placement.IN_PLACE),
        Arguments.of("onminio", "s3", "by store", Placement.IN_PLACE),
        Arguments.of("onminio", "minio, other bucket", "by store", Placement.STAGED),
        Arguments.of("onminio", "s3, other bucket", "by store", Placement.STAGED));
  }

  @ParameterizedTest(name = "Milvus {0} to {1}: {2}, {3}")
  @MethodSource("pairs")
  void restoresEveryRow(String source, String target, String way, Placement placement) {
    try (MilvusUnderTest milvus = MilvusUnderTest.named(source);
        ObjectStore store = store(milvus, target);
        BackupClient backups = milvus.backupClient().backupStorage(store).build()) {
      milvus.assumeStorage(source.equals("local") ? "local" : "minio");
      String name = "matrix_" + target.replaceAll("\\W+", "_");
      Sample.shape(name)
          .field("title", DataType.VarChar)
          .create(milvus.client())
          .insert(0, 3000)
          .flush()
          .insert(3000, 1000)
          .delete(10, 100);
      SortedMap<String, String> before = Rows.of(milvus.client(), name, "id");

      BackupReport made = backups.create(b -> b.name(name).collections(name)).join();
      RestoreReport restored = backups.restore(r -> r.backup(name).suffix("_restored")).join();

      assertThat(Rows.of(milvus.client(), name + "_restored", "id"))
          .isEqualTo(before)
          .hasSize(3900);
      assertThat(Described.of(milvus.client(), name + "_restored"))
          .isEqualTo(Described.of(milvus.client(), name))
          .satisfies(described -> assertThat(described.indexes()).containsKey("by_vector"));
      assertThat(restored.restored().get(0).placement()).isEqualTo(placement);
      assertThat(restored.restored().get(0).rows()).isEqualTo(3900);
      assertThat(way.equals("streamed") ? made.bytesStreamed() : made.bytesCopiedByStore())
          .isEqualTo(made.manifest().size());
      assertThat(made.manifest().collections().get(0).objects())
          .allSatisfy(object -> assertThat(object.digest()).isPresent());
      assertThat(milvus.staged(made.manifest())).isEmpty();

      backups.delete(name).join();
      assertThat(backups.find(name)).isEmpty();
    }
  }

  private static ObjectStore store(MilvusUnderTest milvus, String target) {
    return switch (target) {
      case "file" -> FileSystemObjectStore.at(folder);
      case "minio" -> milvus.bucket(milvus.minioBucket(), "backup");
      case "minio, other bucket" -> milvus.bucket(milvus.otherBucket(), "a prefix/backup");
      case "s3" -> s3(milvus, milvus.minioBucket());
      case "s3, other bucket" -> s3(milvus, milvus.otherBucket());
      default -> throw new IllegalArgumentException(target);
    };
  }

  private static ObjectStore s3(MilvusUnderTest milvus, String bucket) {
    return S3ObjectStore.builder()
        .endpoint(milvus.minioEndpoint())
        .region("us-east-1")
        .credentials(milvus.minioAccessKey(), milvus.minioSecretKey())
        .bucket(bucket)
        .prefix("s3-backup")
        .build();
  }
}
