package dev.milvusbackup.testkit.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/**
 * Real servers, started by this repository's script {@code dev/servers}; see {@code dev/README.md}
 * for the specs. The script ends them when its standard input does, so they never outlive this JVM.
 *
 * <p>Where they cannot be had (the script says so by its exit code 3), the test is skipped; with
 * {@code CI=true} in the environment it fails instead.
 */
public final class DevServers implements AutoCloseable {

  private static final int MISSING_ON_THIS_MACHINE = 3;
  private static final int STOP_SECONDS = 30;
  private static final Map<List<String>, DevServers> SHARED = new ConcurrentHashMap<>();

  private final @Nullable Process process;
  private final @Nullable BufferedReader answers;
  private final JsonNode description;

  private DevServers(
      @Nullable Process process, @Nullable BufferedReader answers, JsonNode description) {
    this.process = process;
    this.answers = answers;
    this.description = description;
  }

  /**
   * Starts servers and waits until they are ready.
   *
   * @param specs what to start, such as {@code minio} or {@code milvus:name=a,storage=minio}
   * @return the servers, to be closed
   */
  public static DevServers start(String... specs) {
    Path script = script();
    try {
      Path log = Files.createTempFile("dev-servers-", ".log");
      log.toFile().deleteOnExit();
      List<String> command = new ArrayList<>(List.of(script.toString(), "serve"));
      command.addAll(List.of(specs));
      Process process = new ProcessBuilder(command).redirectError(log.toFile()).start();
      BufferedReader answers = process.inputReader();
      String line = answers.readLine();
      if (line == null) {
        throw unavailable(process.waitFor(), String.join(" ", specs), Files.readString(log));
      }
      return new DevServers(process, answers, parse(line));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while servers started", e);
    }
  }

  /**
   * Servers that all tests of this JVM share, started by the first one that asks. For {@code minio}
   * alone, {@code MINIO_ENDPOINT}, {@code MINIO_ACCESS_KEY} and {@code MINIO_SECRET_KEY} in the
   * environment name a server to use instead.
   *
   * @param specs as for {@link #start}
   * @return the servers; do not close them
   */
  public static DevServers shared(String... specs) {
    List<String> key = List.of(specs);
    if (key.equals(List.of("minio")) && System.getenv("MINIO_ENDPOINT") != null) {
      return new DevServers(null, null, minioOfEnvironment());
    }
    return SHARED.computeIfAbsent(key, k -> start(specs));
  }

  /**
   * What the script tells about the servers.
   *
   * @return a tree such as {@code {"minio": {"endpoint": …}, "milvus": {"a": {"uri": …}}}}
   */
  public JsonNode description() {
    return description;
  }

  /**
   * Stops, kills or starts one server.
   *
   * @param line such as {@code kill minio} or {@code restart milvus}
   * @return the script's answer
   * @throws IllegalStateException if it could not be done
   */
  public synchronized JsonNode command(String line) {
    if (process == null || answers == null) {
      throw new IllegalStateException("These servers were not started here");
    }
    try {
      Writer commands = process.outputWriter();
      commands.write(line + "\n");
      commands.flush();
      String answer = answers.readLine();
      if (answer == null || !parse(answer).path("ok").asBoolean()) {
        throw new IllegalStateException("Cannot " + line + ": " + answer);
      }
      return parse(answer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    if (process == null) {
      return;
    }
    try {
      process.getOutputStream().close();
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }

  private static RuntimeException unavailable(int exitCode, String specs, String log) {
    String message = "No servers for '%s': %s".formatted(specs, log.strip());
    if (exitCode == MISSING_ON_THIS_MACHINE && !"true".equals(System.getenv("CI"))) {
      return Assumptions.abort(message);
    }
    return new IllegalStateException(message);
  }

  private static Path script() {
    for (Path p = Path.of("").toAbsolutePath(); p != null; p = p.getParent()) {
      Path script = p.resolve("dev/servers");
      if (Files.isExecutable(script)) {
        return script;
      }
    }
    throw new IllegalStateException("No dev/servers above " + Path.of("").toAbsolutePath());
  }

  private static JsonNode minioOfEnvironment() {
    Map<String, String> environment = System.getenv();
    Map<String, String> minio =
        Map.of(
            "endpoint", environment.getOrDefault("MINIO_ENDPOINT", ""),
            "accessKey", environment.getOrDefault("MINIO_ACCESS_KEY", "minioadmin"),
            "secretKey", environment.getOrDefault("MINIO_SECRET_KEY", "minioadmin"));
    return new JsonMapper().valueToTree(Map.of("minio", minio));
  }

  private static JsonNode parse(String json) throws IOException {
    return new JsonMapper().readTree(json);
  }
}
