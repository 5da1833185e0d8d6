package dev.milvusbackup.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.milvus.v2.client.MilvusClientV2;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Swagger UI in a real browser. */
class SwaggerUiIT {

  private static final String LIST = "#operations-default-get_list ";
  private static final Path SCREENSHOT = Path.of("target", "swagger-ui.png");

  @TempDir Path profile;

  @Test
  void triesListOut() throws IOException, InterruptedException {
    String install = ".ci/install-browser";
    Path chromedriver = Tools.find("chromedriver", install);
    Path chromium = Tools.find("chromium", install);
    MilvusOnMinio environment = MilvusOnMinio.shared();
    MilvusClientV2 milvus = environment.milvusClient();
    BookCollections.create(milvus, "seen_in_browser", 0);
    milvus.close();
    try (BackupServer server = environment.server("browser").port(0).start();
        WebDriver browser = WebDriver.start(chromedriver, chromium, profile)) {
      Api api = new Api(server.port());
      api.create(
          "{\"backup_name\": \"seen_in_browser\", \"meta_only\": true, \"collection_names\": [\"seen_in_browser\"]}");

      browser.open("http://127.0.0.1:" + server.port() + "/api/v1/docs/index.html");
      browser.click(LIST + ".opblock-summary-control");
      browser.click(LIST + ".try-out__btn");
      browser.click(LIST + ".execute");

      String answer =
          browser.text(LIST + ".live-responses-table .response .response-col_description");
      Files.write(SCREENSHOT, browser.screenshot());
      assertThat(browser.text(LIST + ".live-responses-table .response .response-col_status"))
          .startsWith("200");
      assertThat(answer).contains("\"name\": \"seen_in_browser\"");
    }
  }
}
