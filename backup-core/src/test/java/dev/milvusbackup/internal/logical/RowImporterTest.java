package dev.milvusbackup.internal.logical;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.Limits;
import dev.milvusbackup.MilvusConnection;
import dev.milvusbackup.error.TemporaryStorageException;
import dev.milvusbackup.internal.format.metadata.BackupInfo;
import dev.milvusbackup.internal.format.metadata.CollectionBackupInfo;
import dev.milvusbackup.internal.format.metadata.GoMetadata;
import dev.milvusbackup.internal.job.JobContext;
import dev.milvusbackup.internal.milvus.grpc.GrpcMilvusGateway;
import dev.milvusbackup.internal.storage.ForwardingObjectStore;
import dev.milvusbackup.manifest.CollectionManifest;
import dev.milvusbackup.manifest.PartitionManifest;
import dev.milvusbackup.manifest.SegmentManifest;
import dev.milvusbackup.manifest.StoredObject;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.memory.InMemoryObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RowImporterTest {

  private static final CollectionName BOOKS = CollectionName.parse("books");

  /** Milvus is never reached: the part comes first. */
  @Test
  void aTemporaryFileThatCannotBeWrittenFailsTheCollection() throws IOException {
    try (GrpcMilvusGateway nowhere =
        new GrpcMilvusGateway(MilvusConnection.at("http://localhost:1"), Duration.ofSeconds(1))) {
      RowImporter importer = new RowImporter(nowhere, new FullDisk(), Limits.defaults());

      assertThatThrownBy(
              () -> importer.importAll(BOOKS, collection(), onePart(), JobContext.unobserved("id")))
          .isInstanceOf(TemporaryStorageException.class)
          .hasMessage(
              "Cannot restore the rows in b/part: a temporary file below %s failed (java.io.IOException: No space left on device). Free disk space there, or set java.io.tmpdir to another folder."
                  .formatted(System.getProperty("java.io.tmpdir")));
    }
  }

  private static CollectionBackupInfo collection() throws IOException {
    try (InputStream in = RowImporterTest.class.getResourceAsStream("/go-tool/full_meta.json")) {
      BackupInfo info = GoMetadata.readTree("b", in);
      return info.collections().get(0);
    }
  }

  private static CollectionManifest onePart() {
    StoredObject part = new StoredObject(ObjectKey.of("b/part"), 8, Optional.empty());
    SegmentManifest segment =
        SegmentManifest.builder(1).rowCount(1).insertLogs(List.of(part)).build();
    PartitionManifest partition =
        PartitionManifest.builder("_default").segments(List.of(segment)).build();
    return CollectionManifest.builder(BOOKS).partitions(List.of(partition)).build();
  }

  /** To the copy it makes no difference which of its two ends fails. */
  private static final class FullDisk extends ForwardingObjectStore {

    FullDisk() {
      super(InMemoryObjectStore.create());
    }

    @Override
    public ObjectStore withRoot(String root) {
      return this;
    }

    @Override
    public InputStream open(ObjectKey key, long offset, long length) {
      return new InputStream() {
        @Override
        public int read() throws IOException {
          throw new IOException("No space left on device");
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
          return read();
        }
      };
    }
  }
}
