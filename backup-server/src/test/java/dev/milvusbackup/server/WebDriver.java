package dev.milvusbackup.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A headless Chromium, by the few commands of the W3C WebDriver protocol that are needed here. */
final class WebDriver implements AutoCloseable {

  private static final Pattern PORT = Pattern.compile("started successfully on port (\\d+)");
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final JsonMapper JSON = new JsonMapper();

  private final Process driver;
  private final String session;

  private WebDriver(Process driver, String session) {
    this.driver = driver;
    this.session = session;
  }

  static WebDriver start(Path chromedriver, Path chromium, Path profile) {
    try {
      Process driver =
          new ProcessBuilder(chromedriver.toString(), "--port=0").redirectErrorStream(true).start();
      String base = "http://127.0.0.1:" + port(driver.inputReader()) + "/session";
      JsonNode made =
          send(
              "POST",
              base,
              Map.of("capabilities", Map.of("alwaysMatch", wanted(chromium, profile))));
      return new WebDriver(driver, base + "/" + made.path("sessionId").asText());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void open(String url) {
    JsonNode unused = send("POST", session + "/url", Map.of("url", url));
  }

  /** Waits for the element that a CSS selector finds, and clicks on it. */
  void click(String css) {
    JsonNode unused = send("POST", await(css) + "/click", Map.of());
  }

  /** Waits for the element that a CSS selector finds. */
  String text(String css) {
    return send("GET", await(css) + "/text", Map.of()).asText();
  }

  byte[] screenshot() {
    return Base64.getDecoder().decode(send("GET", session + "/screenshot", Map.of()).asText());
  }

  @Override
  public void close() {
    JsonNode unused = send("DELETE", session, Map.of());
    driver.destroy();
  }

  private String await(String css) {
    Map<String, String> by = Map.of("using", "css selector", "value", css);
    long deadline = System.nanoTime() + Duration.ofMinutes(3).toNanos();
    while (System.nanoTime() < deadline) {
      JsonNode found = send("POST", session + "/elements", by);
      if (!found.isEmpty()) {
        return session + "/element/" + found.path(0).elements().next().asText();
      }
    }
    throw new AssertionError("No element " + css);
  }

  private static Map<String, Object> wanted(Path chromium, Path profile) {
    List<String> arguments =
        List.of(
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-dev-shm-usage",
            "--window-size=1280,1600",
            "--user-data-dir=" + profile);
    return Map.of("goog:chromeOptions", Map.of("binary", chromium.toString(), "args", arguments));
  }

  private static String port(BufferedReader output) throws IOException {
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      Matcher matcher = PORT.matcher(line);
      if (matcher.find()) {
        return matcher.group(1);
      }
    }
    throw new IOException("chromedriver did not start");
  }

  private static JsonNode send(String method, String url, Object body) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(url))
              .header("Content-Type", "application/json; charset=utf-8")
              .method(
                  method,
                  method.equals("POST")
                      ? BodyPublishers.ofString(JSON.writeValueAsString(body))
                      : BodyPublishers.noBody())
              .build();
      JsonNode value =
          JSON.readTree(HTTP.send(request, BodyHandlers.ofString()).body()).path("value");
      if (value.has("error")) {
        throw new AssertionError(method + " " + url + ": " + value.path("message").asText());
      }
      return value;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
