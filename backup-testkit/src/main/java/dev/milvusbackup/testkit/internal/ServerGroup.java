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
 * Real servers, started by the launcher script; {@code dev/README.md} tells the specs. The script
 * ends them when its standard input does, so they never outlive this JVM, however it ends.
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
   * @param specs what to start, such as {@code minio} or {@code milvus:name=a,storage=minio}
   * @param data a folder for their data that is kept; without one a temporary folder is removed at
   *     the end
   * @param timeout the longest wait, downloads included
   * @return the servers, to be closed
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
   * @throws ServerStartException if it could not be done
   */
  public synchronized JsonNode command(String line) {
    try {
      Writer commands = process.outputWriter();
      commands.write(line + "\n");
      commands.flush();
    } catch (IOException e) {
      throw ServerStartException.failed(
          "Cannot " + line + ": the launcher is gone. " + said(log), e);
    }
    Optional<JsonNode> answer = answers.next(timeout).map(ServerGroup::parse);
    if (!answer.map(a -> a.path("ok").asBoolean()).orElse(false)) {
      String why = answer.map(a -> a.path("error").asText()).orElse("the launcher is gone");
      throw ServerStartException.failed("Cannot %s: %s. %s".formatted(line, why, said(log)), null);
    }
    return answer.orElseThrow();
  }

  /** Stops the servers, and removes their data if it is not to be kept. */
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
          "%s: %s was not found (%s). Install Python 3.8 or newer."
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
    String message = what + ". " + said(log);
    return !process.isAlive() && process.exitValue() == MISSING_ON_THIS_MACHINE
        ? ServerStartException.missing(message, null)
        : ServerStartException.failed(message, null);
  }

  private static void end(Process process) {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      // It is gone already, which is what we want.
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

  private static String said(Path log) {
    try {
      return "The launcher said:\n" + Files.readString(log).strip();
    } catch (IOException e) {
      return "What the launcher said cannot be read: " + e;
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
