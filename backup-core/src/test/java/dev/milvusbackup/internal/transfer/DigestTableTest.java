package dev.milvusbackup.internal.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milvusbackup.storage.Digest;
import org.junit.jupiter.api.Test;

class DigestTableTest {

  private static final Digest MD5 = new Digest("MD5", "00112233445566778899aabbccddeeff");
  private static final Digest SHA256 = new Digest("SHA-256", "0123456789abcdef".repeat(4));
  private static final Digest SHORT = new Digest("CRC32C", "0a0b0c0d");

  @Test
  void keepsDigestsOfAnyLengthSideBySide() {
    Digest[] digests = {MD5, SHORT, SHA256, MD5};
    DigestTable table = new DigestTable(5000);
    for (int i = 0; i < 5000; i++) {
      if (i % 7 != 0) {
        table.set(i, digests[i / 7 % 4]);
      }
    }

    for (int i = 0; i < 5000; i++) {
      if (i % 7 == 0) {
        assertThat(table.get(i)).isEmpty();
      } else {
        assertThat(table.get(i)).contains(digests[i / 7 % 4]);
      }
    }
  }

  @Test
  void keepsTheLastOfTwo() {
    DigestTable table = new DigestTable(1);
    table.set(0, MD5);
    table.set(0, SHORT);

    assertThat(table.get(0)).contains(SHORT);
  }
}
