package dev.milvusbackup.it;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A JVM with a program of ours, to be killed. It begins when it is told to. */
final class ChildJvm implements AutoCloseable {

  static final int KILLED = 128 + 9;

  private static final String READY = "READY";
  private static final Duration LONGEST_END = Duration.ofMinutes(1);

  private final Process process;
  private final BufferedReader output;

  private ChildJvm(Process process) {
    this.process = process;
    this.output = process.inputReader();
  }

  static ChildJvm start(Class<?> program, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-Xmx128m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto"));
    command.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=error");
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(program.getName());
    command.addAll(arguments);
    try {
      return new ChildJvm(
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until it has called {@link #awaitGo()}, or has ended. */
  void awaitReady() {
    await(READY);
  }

  void go() {
    try {
      process.getOutputStream().write('\n');
      process.getOutputStream().flush();
    } catch (IOException e) {
      throw new AssertionError("A process ended before it began, with " + end(LONGEST_END), e);
    }
  }

  /** Waits until it says a word, or has ended. */
  void await(String word) {
    try {
      String line = output.readLine();
      while (line != null && !line.equals(word)) {
        line = output.readLine();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * As by {@code kill -9}.
   *
   * @return its exit code: {@link #KILLED} if it was still at work
   */
  int killAfter(Duration delay) {
    try {
      boolean unused = process.waitFor(delay.toNanos(), TimeUnit.NANOSECONDS);
      return process.destroyForcibly().onExit().join().exitValue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Waits for the end; its exit code. */
  int end(Duration longest) {
    return end(longest, () -> {});
  }

  /** Waits for the end and does something every now and then; its exit code. */
  int end(Duration longest, Runnable meanwhile) {
    long deadline = System.nanoTime() + longest.toNanos();
    try {
      while (!process.waitFor(1, TimeUnit.SECONDS)) {
        if (System.nanoTime() - deadline >= 0) {
          throw new AssertionError(
              "Process " + process.pid() + " did not end. In it:\n" + stacks());
        }
        meanwhile.run();
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What those of its threads do that are in our code. */
  private String stacks() {
    Path jstack = Path.of(System.getProperty("java.home"), "bin", "jstack");
    try {
      Process dump = new ProcessBuilder(jstack.toString(), Long.toString(process.pid())).start();
      String all = new String(dump.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return Stream.of(all.split("\n\n"))
          .filter(thread -> thread.contains("at dev.milvusbackup."))
          .collect(Collectors.joining("\n\n"));
    } catch (IOException e) {
      return e.toString();
    }
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }

  /** In the child: waits until it is told to begin. */
  static void awaitGo() throws IOException {
    say(READY);
    int unused = System.in.read();
  }

  /** In the child. */
  static void say(String word) {
    System.out.println(word);
    System.out.flush();
  }
}
