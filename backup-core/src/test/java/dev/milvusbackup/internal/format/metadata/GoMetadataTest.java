package dev.milvusbackup.internal.format.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.milvusbackup.error.CorruptBackupException;
import dev.milvusbackup.internal.format.json.MetadataBody;
import dev.milvusbackup.internal.format.json.MetadataJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against files that the Go tool itself has written. */
class GoMetadataTest {

  private static final JsonMapper JSON = new JsonMapper();

  @Test
  void writesTheFilesOfTheGoToolFromItsTree() throws IOException {
    BackupInfo backup =
        GoMetadata.read("peer_bk1", Map.of(MetadataFiles.FULL, theirs("full_meta")));

    Map<String, MetadataBody> ours = GoMetadata.write(backup);

    assertThat(ours.keySet()).containsExactlyElementsOf(MetadataFiles.GO_TOOL);
    for (String file : MetadataFiles.GO_TOOL) {
      JsonNode expected = JSON.readTree(theirs(file.replace(".json", "")));
      assertThat(JSON.readTree(ours.get(file).open())).as(file).isEqualTo(expected);
    }
  }

  @Test
  void joinsTheFourFilesWhereTheTreeIsMissing() throws IOException {
    Map<String, byte[]> files = new HashMap<>();
    for (String file : MetadataFiles.GO_TOOL) {
      files.put(file, theirs(file.replace(".json", "")));
    }
    BackupInfo fromTree = GoMetadata.read("peer_bk1", files);

    files.remove(MetadataFiles.FULL);
    BackupInfo joined = GoMetadata.read("peer_bk1", files);

    assertThat(joined.collections()).isEqualTo(fromTree.collections());
    files.remove(MetadataFiles.SEGMENTS);
    assertThatThrownBy(() -> GoMetadata.read("peer_bk1", files))
        .isInstanceOf(CorruptBackupException.class)
        .hasMessageStartingWith("Cannot read meta/segment_meta.json of backup 'peer_bk1'");
  }

  @Test
  void readsAsGoDoes() {
    BackupInfo info =
        MetadataJson.read(utf8("{\"NAME\":\"x\",\"unknown\":1}"), BackupInfo.class, "it");

    assertThat(info.name()).isEqualTo("x");
    assertThat(info.collections()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{",
        "{}x",
        "{\"size\":\"12\"}",
        "{\"size\":1.5}",
        "{\"collection_backups\":[null]}",
        "{\"collection_backups\":3}",
        "\u0000"
      })
  void refusesWhatIsNoMetadata(String json) {
    assertThatThrownBy(() -> MetadataJson.read(utf8(json), BackupInfo.class, "the file"))
        .isInstanceOf(CorruptBackupException.class)
        .hasMessageStartingWith("Cannot read the file: it is not valid metadata (");
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] theirs(String name) throws IOException {
    try (InputStream in = GoMetadataTest.class.getResourceAsStream("/go-tool/" + name + ".json")) {
      return in.readAllBytes();
    }
  }
}
