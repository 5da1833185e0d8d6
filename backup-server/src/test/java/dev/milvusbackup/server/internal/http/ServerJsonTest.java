package dev.milvusbackup.server.internal.http;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class ServerJsonTest {

  private static final String BODY = "{\"backup_name\": \"b\"}";

  @Test
  void aCompressedBodyIsNamed() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(BODY.getBytes(StandardCharsets.UTF_8));
    }

    assertThatThrownBy(() -> ServerJson.read(bytes.toByteArray(), Map.class))
        .isInstanceOf(MalformedBodyException.class)
        .hasMessageContaining("it is compressed. Send it without compression");
  }

  @Test
  void anythingElseIsNotJson() {
    byte[] html = "<html>".getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(() -> ServerJson.read(html, Map.class))
        .isInstanceOf(MalformedBodyException.class)
        .hasMessageContaining("not JSON at line 1, column 1");
  }
}
