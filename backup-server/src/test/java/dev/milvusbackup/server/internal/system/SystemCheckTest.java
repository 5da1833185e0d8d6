package dev.milvusbackup.server.internal.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.milvusbackup.BackupClient;
import dev.milvusbackup.storage.ObjectInfo;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.PutMode;
import dev.milvusbackup.storage.StorageException;
import dev.milvusbackup.storage.memory.InMemoryObjectStore;
import dev.milvusbackup.testkit.FakeBackupClient;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SystemCheckTest {

  private static final Duration DEADLINE = Duration.ofSeconds(30);

  private final BackupClient client = new FakeBackupClient();
  private final ObjectStore backups = InMemoryObjectStore.create();

  @Test
  void aGoodStoreIsReportedAndEmptyAfterwards() throws Exception {
    assertThat(new SystemCheck(client, Optional.empty(), backups).report(DEADLINE))
        .contains("backup-storage-type: memory", "Success!");
    assertIsEmpty();
  }

  @Test
  void aStoreThatIgnoresConditionsIsRefused() {
    SystemCheck check = new SystemCheck(client, Optional.empty(), replacing(backups));

    assertThatThrownBy(() -> check.report(DEADLINE))
        .isExactlyInstanceOf(StorageException.class)
        .hasMessageContaining("The service ignores conditions (If-None-Match)");
    assertIsEmpty();
  }

  private void assertIsEmpty() {
    try (Stream<ObjectInfo> objects = backups.list(ObjectKey.ROOT)) {
      assertThat(objects).isEmpty();
    }
  }

  /** The store, but every create replaces what is there. */
  private static ObjectStore replacing(ObjectStore store) {
    return (ObjectStore)
        Proxy.newProxyInstance(
            ObjectStore.class.getClassLoader(),
            new Class<?>[] {ObjectStore.class},
            (proxy, method, arguments) -> {
              Object[] changed =
                  arguments == null
                      ? null
                      : Arrays.stream(arguments)
                          .map(a -> a == PutMode.CREATE_NEW ? PutMode.REPLACE : a)
                          .toArray();
              try {
                return method.invoke(store, changed);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
