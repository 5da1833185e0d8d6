package dev.milvusbackup.internal.binlog.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.milvusbackup.internal.binlog.file.BinlogReader.Kind;
import dev.milvusbackup.storage.ObjectBody;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.PutMode;
import dev.milvusbackup.storage.memory.InMemoryObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On files that Milvus 2.3.5 has written. */
class BinlogReaderTest {

  private static final ObjectKey KEY = ObjectKey.of("it");
  private static final long SEGMENT = 470674077550841190L;

  private final ObjectStore store = InMemoryObjectStore.create();

  @Test
  void tellsWhoseItIsAndHowManyRowsItHas() throws Exception {
    assertThat(read(file("timestamps"))).isEqualTo(new BinlogSummary(SEGMENT, 1, 3000));
    assertThat(read(file("strings"))).isEqualTo(new BinlogSummary(SEGMENT, 102, 3000));
  }

  @Test
  void readsABareParquetFileAsStorageVersion2() throws Exception {
    byte[] whole = file("timestamps");

    assertThat(read(Arrays.copyOfRange(whole, 143, whole.length)))
        .isEqualTo(new BinlogSummary(BinlogSummary.UNKNOWN, BinlogSummary.UNKNOWN, 3000));
  }

  @ParameterizedTest
  @ValueSource(strings = {"timestamps", "strings"})
  void noticesEveryTruncation(String name) throws IOException {
    byte[] whole = file(name);
    for (int length = 0; length < whole.length; length++) {
      byte[] truncated = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> read(truncated))
          .as("%d bytes", length)
          .isInstanceOf(MalformedBinlogException.class);
    }
  }

  @Test
  void noticesWhatFollowsTheEnd() throws IOException {
    byte[] whole = file("timestamps");
    for (int more = 1; more < 100; more++) {
      byte[] longer = Arrays.copyOf(whole, whole.length + more);
      assertThatThrownBy(() -> read(longer)).isInstanceOf(MalformedBinlogException.class);
    }
  }

  @Test
  void noticesAFlippedBitInWhatTellsLengthsTypesAndOwners() throws Exception {
    byte[] whole = file("timestamps");
    BinlogSummary summary = read(whole);
    int[][] covered = {{0, 4}, {12, 21}, {37, 53}, {81, 85}, {118, 127}, {143, 147}};
    for (int[] range : covered) {
      for (int bit = range[0] * 8; bit < range[1] * 8; bit++) {
        assertThat(changes(whole, bit, summary)).as("bit %d of byte %d", bit % 8, bit / 8).isTrue();
      }
    }
    for (int bit = (whole.length - 8) * 8; bit < whole.length * 8; bit++) {
      assertThat(changes(whole, bit, summary)).as("bit %d of byte %d", bit % 8, bit / 8).isTrue();
    }
  }

  @Test
  void isNotForDeletesWhereInsertsShouldBe() throws IOException {
    byte[] deletes = file("timestamps");
    deletes[118] = 2; // the type of the second event

    assertThatThrownBy(() -> read(deletes))
        .isInstanceOf(MalformedBinlogException.class)
        .hasMessage("it has an event of type 2 at byte 110");
  }

  private boolean changes(byte[] whole, int bit, BinlogSummary summary) {
    byte[] damaged = whole.clone();
    damaged[bit / 8] ^= (byte) (1 << bit % 8);
    try {
      return !read(damaged).equals(summary);
    } catch (MalformedBinlogException e) {
      return true;
    }
  }

  private BinlogSummary read(byte[] content) throws MalformedBinlogException {
    store.put(KEY, ObjectBody.of(content), PutMode.REPLACE);
    return BinlogReader.read(store, KEY, content.length, Kind.INSERTS);
  }

  private static byte[] file(String name) throws IOException {
    try (InputStream in = BinlogReaderTest.class.getResourceAsStream("/binlogs/" + name)) {
      return in.readAllBytes();
    }
  }
}
