package dev.milvusbackup.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Generated requests, good and bad, over the OpenAPI document: none is answered by a 500. */
class FuzzIT {

  private static final Path LOG = Path.of("target", "schemathesis.log");

  private static final Path HOOKS = Path.of("src/test/resources/schemathesis_hooks.py");

  @Test
  void findsNoServerError() throws IOException, InterruptedException {
    Path schemathesis = Tools.find("schemathesis", ".ci/install-browser");
    try (BackupServer server = MilvusOnMinio.shared().server("fuzz").port(0).start()) {
      ProcessBuilder command =
          new ProcessBuilder(
                  schemathesis.toString(),
                  "run",
                  "http://127.0.0.1:" + server.port() + "/api/v1/docs/doc.json",
                  "--checks=not_a_server_error,response_schema_conformance,content_type_conformance",
                  "--max-time=45",
                  "--max-examples=30",
                  "--request-timeout=30",
                  "--generation-database=none",
                  "--no-color")
              // It keeps a cache where it runs.
              .directory(LOG.toAbsolutePath().getParent().toFile())
              .redirectErrorStream(true)
              .redirectOutput(LOG.toFile());
      command.environment().put("SCHEMATHESIS_HOOKS", HOOKS.toAbsolutePath().toString());

      int result = command.start().waitFor();

      assertThat(result).as(Files.readString(LOG)).isZero();
    }
  }
}
