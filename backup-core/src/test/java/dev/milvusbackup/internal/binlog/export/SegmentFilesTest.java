package dev.milvusbackup.internal.binlog.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.milvusbackup.error.MilvusStorageMismatchException;
import dev.milvusbackup.storage.ObjectBody;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.PutMode;
import dev.milvusbackup.storage.memory.InMemoryObjectStore;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SegmentFilesTest {

  private final ObjectStore store = InMemoryObjectStore.create();

  @Test
  void tellsTheKeysThatItWasMadeOf() {
    put("insert_log/1/2/3/0/50", "insert_log/1/2/3/100/40", "insert_log/1/2/3/100/41");
    put("delta_log/1/2/3/60", "insert_log/1/2/4/0/70");

    SegmentFiles files = list(3);

    assertThat(keys(files))
        .containsExactly(
            "insert_log/1/2/3/0/50",
            "insert_log/1/2/3/100/40",
            "insert_log/1/2/3/100/41",
            "delta_log/1/2/3/60");
    assertThat(files.inserts().get(100L))
        .extracting(LogFile::fieldId, LogFile::logId, LogFile::size)
        .startsWith(tuple(100L, 40L, 2L));
    assertThat(files.bytes()).isEqualTo(8);
    SegmentFiles some = files.only(Map.of(0L, files.inserts().get(0L)), List.of());
    assertThat(keys(some)).containsExactly("insert_log/1/2/3/0/50");
  }

  @Test
  void knowsThePartitionByTheDirectory() {
    put("delta_log/1/-1/3/60", "insert_log/1/2/4/0/70");

    assertThat(list(3).isIn(-1)).isTrue();
    assertThat(list(3).isIn(2)).isFalse();
    assertThat(list(4).isIn(2)).isTrue();
    assertThat(list(5).isIn(7)).as("without files").isTrue();
  }

  /** Their keys could not be told from their numbers. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "insert_log/1/9/3/100/40", // one of them lies in another partition
        "insert_log/1/2/3/100/040",
        "insert_log/1/2/3/0100/40",
        "insert_log/1/2/3/100/40.tmp",
        "insert_log/1/2/3/100/a/40",
        "insert_log/1/x/3/100/40",
        "delta_log/1/-1/3/60"
      })
  void refusesFilesOfAnotherForm(String key) {
    put("insert_log/1/2/3/0/50", key);

    assertThatThrownBy(() -> list(3))
        .isInstanceOf(MilvusStorageMismatchException.class)
        .hasMessageContaining("Cannot back up segment 3");
  }

  private SegmentFiles list(long segment) {
    return SegmentFiles.list(store, 1, Set.of(segment), Fingerprint::none).get(segment);
  }

  private static Stream<String> keys(SegmentFiles files) {
    return Stream.concat(files.inserts().values().stream(), Stream.of(files.deltas()))
        .flatMap(List::stream)
        .map(file -> file.key().path());
  }

  private void put(String... keys) {
    for (String key : keys) {
      store.put(ObjectKey.of(key), ObjectBody.of(new byte[2]), PutMode.CREATE_NEW);
    }
  }
}
