package dev.milvusbackup.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.milvusbackup.BackupClient;
import dev.milvusbackup.error.MilvusUnavailableException;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.memory.InMemoryObjectStore;
import dev.milvusbackup.testkit.EmbeddedMilvus;
import dev.milvusbackup.testkit.EmbeddedMilvus.Storage;
import dev.milvusbackup.testkit.EmbeddedMilvusBuilder;
import dev.milvusbackup.testkit.ServerStartException;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starts and stops the real server. */
class EmbeddedMilvusIT {

  @TempDir Path folder;

  @Test
  void keepsItsPortAndDataFromStartToStart() throws Exception {
    int port = freePort();
    EmbeddedMilvusBuilder settings =
        EmbeddedMilvus.builder().port(port).passwordRequired().dataDirectory(folder);
    try (EmbeddedMilvus milvus = start(settings)) {
      assertThat(milvus.port()).isEqualTo(port);
      assertThat(version(milvus)).startsWith("v2.3.5");
      milvus.kill();
      assertThatThrownBy(() -> version(milvus)).isInstanceOf(MilvusUnavailableException.class);
      milvus.startAgain();
      assertThat(version(milvus)).startsWith("v2.3.5");
      assertThat(milvus.logTail(5).lines()).hasSize(5);

      assertThatThrownBy(() -> EmbeddedMilvus.builder().port(port).start())
          .isInstanceOf(ServerStartException.class)
          .hasMessageStartingWith("Cannot start milvus:name=embedded,storage=local,port=" + port)
          .hasMessageContaining("port " + port + " is in use");
    }
    assertThat(folder).isNotEmptyDirectory();
  }

  @Test
  void removesItsTemporaryDataAndReportsWhyItDoesNotStart() {
    Path log;
    try (EmbeddedMilvus milvus = start(EmbeddedMilvus.builder().storage(Storage.MINIO));
        ObjectStore storage = milvus.openStorage()) {
      assertThat(milvus.minioEndpoint()).isPresent();
      assertThat(storage.displayName())
          .startsWith("minio://127.0.0.1:")
          .endsWith("/a-bucket/files");
      log = milvus.logFile();
      assertThat(log).exists();
    }
    assertThat(log.getParent().getParent()).doesNotExist();

    assertThatThrownBy(
            () -> EmbeddedMilvus.builder().setting("common.storageType", "nonsense").start())
        .isInstanceOf(ServerStartException.class)
        .hasMessageContaining("---- the last lines of ")
        .hasMessageContaining("panic: no chunk manager implemented with engine: nonsense");
  }

  /** Skips the test on a machine that cannot run the server, like all integration tests. */
  private static EmbeddedMilvus start(EmbeddedMilvusBuilder settings) {
    try {
      return settings.start();
    } catch (ServerStartException e) {
      Assumptions.assumeTrue(
          "true".equals(System.getenv("CI")) || !e.missingOnThisMachine(), e.getMessage());
      throw e;
    }
  }

  private static String version(EmbeddedMilvus milvus) {
    try (ObjectStore storage = milvus.openStorage();
        BackupClient client =
            BackupClient.builder()
                .milvus(milvus.connection())
                .milvusStorage(storage)
                .backupStorage(InMemoryObjectStore.create())
                .build()) {
      return client.milvusVersion();
    }
  }

  private static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
