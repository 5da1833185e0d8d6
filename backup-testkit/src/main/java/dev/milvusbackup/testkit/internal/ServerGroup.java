package dev.milvusbackup.testkit.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.milvusbackup.testkit.ServerStartException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Real servers that the launcher script starts from specs; {@code dev/README.md} describes them.
 * The script stops the servers when its standard input ends, so they never outlive this JVM, even
 * if it crashes.
 */
public final class ServerGroup implements AutoCloseable {

  private static final String PYTHON = "python3";
  private static final int MISSING_ON_THIS_MACHINE = 3;
  private static final int STOP_SECONDS = 60;

  private final Process process;
  private final LineQueue answers;
  private final Path log;
  private final JsonNode description;
  private final Duration timeout;

  private ServerGroup(
      Process process, LineQueue answers, Path log, JsonNode description, Duration timeout) {
    this.process = process;
    this.answers = answers;
    this.log = log;
    this.description = description;
    this.timeout = timeout;
  }

  /**
   * Starts servers and waits until they are ready.
   *
   * @param specs the servers, such as {@code minio} or {@code milvus:name=a,storage=minio}
   * @param data a folder in which their data stays; if empty, a temporary folder that is removed by
   *     {@link #close()}
   * @param timeout the maximum time for the start, downloads included, and for each command
   * @return the servers; the caller closes them
   * @throws ServerStartException if they do not start
   */
  public static ServerGroup start(List<String> specs, Optional<Path> data, Duration timeout) {
    String what = "Cannot start " + String.join(" and ", specs);
    List<String> command = new ArrayList<>(List.of(PYTHON, LauncherScript.path().toString()));
    command.add("serve");
    data.ifPresent(d -> command.addAll(List.of("--keep", "--data", d.toString())));
    command.addAll(specs);
    Path log = emptyLog();
    Process process = launch(command, log, what);
    LineQueue answers = LineQueue.of(process.inputReader());
    try {
      Optional<String> line = answers.next(timeout);
      if (line.isEmpty()) {
        throw ended(process, what, log);
      }
      return new ServerGroup(process, answers, log, parse(line.get()), timeout);
    } catch (RuntimeException e) {
      end(process);
      remove(log);
      throw e;
    }
  }

  /**
   * Returns the description of the servers that the script printed.
   *
   * @return a tree such as {@code {"minio": {"endpoint": …}, "milvus": {"a": {"uri": …}}}}
   */
  public JsonNode description() {
    return description;
  }

  /**
   * Stops, kills or starts one server.
   *
   * @param line a command such as {@code kill minio} or {@code restart milvus}
   * @return the answer of the script
   * @throws ServerStartException if the command fails
   */
  public synchronized JsonNode command(String line) {
    try {
      Writer commands = process.outputWriter();
      commands.write(line + "\n");
      commands.flush();
    } catch (IOException e) {
      throw ServerStartException.failed(
          "Cannot " + line + ": the launcher has ended. " + outputOf(log), e);
    }
    Optional<JsonNode> answer = answers.next(timeout).map(ServerGroup::parse);
    if (!answer.map(a -> a.path("ok").asBoolean()).orElse(false)) {
      String why = answer.map(a -> a.path("error").asText()).orElse("the launcher has ended");
      throw ServerStartException.failed(
          "Cannot %s: %s. %s".formatted(line, why, outputOf(log)), null);
    }
    return answer.orElseThrow();
  }

  /** Stops the servers, and removes their data if it is in a temporary folder. */
  @Override
  public void close() {
    end(process);
    remove(log);
  }

  private static Process launch(List<String> command, Path log, String what) {
    try {
      return new ProcessBuilder(command).redirectError(log.toFile()).start();
    } catch (IOException e) {
      remove(log);
      throw ServerStartException.missing(
          "%s: cannot run %s (%s). Install Python 3.8 or newer."
              .formatted(what, PYTHON, e.getMessage()),
          e);
    }
  }

  private static ServerStartException ended(Process process, String what, Path log) {
    try {
      process.waitFor(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    String message = what + ". " + outputOf(log);
    return !process.isAlive() && process.exitValue() == MISSING_ON_THIS_MACHINE
        ? ServerStartException.missing(message, null)
        : ServerStartException.failed(message, null);
  }

  private static void end(Process process) {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      // The process has already ended.
    }
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }

  private static Path emptyLog() {
    try {
      return Files.createTempFile("milvus-backup-launcher-", ".log");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String outputOf(Path log) {
    try {
      return "Output of the launcher:\n" + Files.readString(log).strip();
    } catch (IOException e) {
      return "Cannot read the output of the launcher: " + e;
    }
  }

  private static void remove(Path log) {
    try {
      Files.deleteIfExists(log);
    } catch (IOException e) {
      log.toFile().deleteOnExit();
    }
  }

  private static JsonNode parse(String json) {
    try {
      return new JsonMapper().readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
