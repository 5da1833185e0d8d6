package dev.milvusbackup.internal.format.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.milvusbackup.error.CorruptBackupException;
import dev.milvusbackup.internal.format.json.MetadataBody;
import dev.milvusbackup.internal.format.json.MetadataJson;
import dev.milvusbackup.internal.format.json.Sha256;
import dev.milvusbackup.internal.format.metadata.BackupInfo;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CommitJsonTest {

  private static final CommitRecord COMMIT =
      new CommitRecord(
          1,
          "nightly",
          "an-id",
          "2026-11-24T03:44:07.123Z",
          BackupInfo.CREATED_BY,
          List.of(new CommittedObject("meta/full_meta.json", 7, "SHA-256:00ff")),
          List.of(new CommittedObject("binlogs/insert_log/1/2/3/3/100/4", 8, "")));

  @Test
  void readsWhatItWrites() {
    byte[] json = written();

    assertThat(CommitJson.read(json, "it")).isEqualTo(COMMIT);
    assertThat(new String(json, StandardCharsets.UTF_8))
        .startsWith("{\"format_version\":1,")
        .matches(".*,\"self_digest\":\"SHA-256:[0-9a-f]{64}\"}");
  }

  @Test
  void noticesEveryBitThatChanges() {
    byte[] json = written();
    for (int bit = 0; bit < json.length * 8; bit++) {
      byte[] damaged = json.clone();
      damaged[bit / 8] ^= (byte) (1 << bit % 8);
      assertThatThrownBy(() -> CommitJson.read(damaged, "it"))
          .as("bit %d", bit)
          .isInstanceOf(CorruptBackupException.class);
    }
  }

  @Test
  void noticesEveryByteThatIsMissing() {
    byte[] json = written();
    for (int length = 0; length < json.length; length++) {
      byte[] damaged = Arrays.copyOf(json, length);
      assertThatThrownBy(() -> CommitJson.read(damaged, "it"))
          .as("%d bytes", length)
          .isInstanceOf(CorruptBackupException.class)
          .hasMessageStartingWith("Cannot read it: ");
    }
  }

  @Test
  void wantsTheDigest() {
    assertThatThrownBy(() -> CommitJson.read(MetadataJson.write(COMMIT), "it"))
        .isInstanceOf(CorruptBackupException.class)
        .hasMessageContaining("does not match its own digest");
  }

  private static byte[] written() {
    MetadataBody body = CommitJson.write(COMMIT);
    try (InputStream json = body.open()) {
      byte[] bytes = json.readAllBytes();
      assertThat(body.size()).isEqualTo(bytes.length);
      assertThat(body.digest()).isEqualTo(Sha256.of(bytes));
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
