package dev.milvusbackup;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.milvusbackup.error.UnexpectedFailureException;
import dev.milvusbackup.internal.storage.ForwardingObjectStore;
import dev.milvusbackup.storage.ObjectInfo;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.memory.InMemoryObjectStore;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class UnexpectedFailureTest {

  @Test
  void callsAndJobsWrapWhatAStoreThrowsAgainstItsContract() {
    try (BackupClient client =
        BackupClient.builder()
            .milvus("http://localhost:1")
            .backupStorage(new BrokenStore())
            .build()) {
      assertThatThrownBy(client::list)
          .isInstanceOf(UnexpectedFailureException.class)
          .hasMessageStartingWith(
              "Cannot list the backups: an unexpected java.lang.ArithmeticException.")
          .hasRootCauseMessage("of a test");
      assertThatThrownBy(() -> client.get("a")).isInstanceOf(UnexpectedFailureException.class);
      assertThatThrownBy(() -> client.find("a")).isInstanceOf(UnexpectedFailureException.class);
      assertThatThrownBy(() -> client.verify(v -> v.backup("a").id("v")).await())
          .isInstanceOf(UnexpectedFailureException.class)
          .hasMessageStartingWith("Cannot finish job v: an unexpected");
    }
  }

  private static final class BrokenStore extends ForwardingObjectStore {

    BrokenStore() {
      super(InMemoryObjectStore.create());
    }

    @Override
    public Stream<ObjectInfo> list(ObjectKey directory) {
      throw new ArithmeticException("of a test");
    }

    @Override
    public Stream<ObjectKey> directories(ObjectKey directory) {
      throw new ArithmeticException("of a test");
    }

    @Override
    public ObjectStore withRoot(String root) {
      return this;
    }
  }
}
