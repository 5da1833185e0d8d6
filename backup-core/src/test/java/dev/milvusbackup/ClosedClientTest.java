package dev.milvusbackup;

import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.milvusbackup.storage.memory.InMemoryObjectStore;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ClosedClientTest {

  /** Of a Milvus that is not there: it is not asked. */
  private static final BackupClient CLIENT =
      BackupClient.builder()
          .milvus(MilvusConnection.at("http://localhost:1"))
          .milvusStorage(InMemoryObjectStore.create())
          .backupStorage(InMemoryObjectStore.create())
          .build();

  static Stream<Named<ThrowingCallable>> calls() {
    return Stream.of(
        Named.of("create", () -> CLIENT.create(b -> b.name("a"))),
        Named.of("restore", () -> CLIENT.restore(r -> r.backup("a"))),
        Named.of("verify", () -> CLIENT.verify(v -> v.backup("a"))),
        Named.of("delete", () -> CLIENT.delete("a")),
        Named.of("previewCreate", () -> CLIENT.previewCreate(b -> b.name("a"))),
        Named.of("previewRestore", () -> CLIENT.previewRestore(r -> r.backup("a"))),
        Named.of("list", CLIENT::list),
        Named.of("find", () -> CLIENT.find("a")),
        Named.of("get", () -> CLIENT.get("a")),
        Named.of("milvusVersion", CLIENT::milvusVersion));
  }

  @ParameterizedTest
  @MethodSource("calls")
  void everyCallSaysSo(ThrowingCallable call) {
    CLIENT.close();
    CLIENT.close();

    assertThatIllegalStateException().isThrownBy(call).withMessage("The BackupClient is closed");
  }
}
