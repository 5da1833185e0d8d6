package dev.milvusbackup.benchmarks.endtoend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A command line, such as the Go tool's, as a process for each operation. {@code TOOL_1} in the
 * environment is the command with its global options, {@code TOOL_1_NAME} its name, {@code
 * TOOL_1_RESTORE} and the like the arguments of an operation, if they differ from the Go tool's.
 */
final class CommandContender implements Contender {

  private static final int LONGEST_MINUTES = 30;

  /** Listing children reads all processes, which slows down the measured one. */
  private static final int PEAK_INTERVAL_MILLIS = 100;

  private static final Map<Operation, String> USUAL =
      Map.of(
          Operation.CREATE, "create -n {backup} -c {collections}",
          Operation.LIST, "list",
          Operation.GET, "get -n {backup}",
          Operation.RESTORE, "restore -n {backup} -s {suffix}",
          Operation.DELETE, "delete -n {backup}");

  private final String variable;
  private final Map<String, String> values;
  private final Path log;

  private CommandContender(String variable, Map<String, String> values, Path log) {
    this.variable = variable;
    this.values = values;
    this.log = log;
  }

  static List<Contender> ofEnvironment(Shape shape, Path configuration) {
    List<Contender> tools = new ArrayList<>();
    for (int i = 1; System.getenv("TOOL_" + i) != null; i++) {
      Map<String, String> values =
          Map.of(
              "{config}", configuration.toString(),
              "{collections}", String.join(",", shape.collectionNames()));
      Path log = shape.output().resolve("tool-" + i + ".log");
      tools.add(new CommandContender("TOOL_" + i, values, log));
    }
    return tools;
  }

  @Override
  public String name() {
    return System.getenv().getOrDefault(variable + "_NAME", variable);
  }

  @Override
  public Optional<Sample> run(Operation operation, Round round) {
    String arguments =
        System.getenv().getOrDefault(variable + "_" + operation.name(), USUAL.get(operation));
    return Optional.ofNullable(arguments)
        .map(rest -> measure(fill(System.getenv(variable) + " " + rest, round)));
  }

  private String fill(String command, Round round) {
    String filled = command.replace("{backup}", round.backup()).replace("{suffix}", round.suffix());
    for (Map.Entry<String, String> value : values.entrySet()) {
      filled = filled.replace(value.getKey(), value.getValue());
    }
    return filled;
  }

  private Sample measure(String command) {
    try {
      double cpuBefore = childrenCpuSeconds();
      long started = System.nanoTime();
      Process process =
          new ProcessBuilder("sh", "-c", "exec " + command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      process.getOutputStream().close();
      long peak = watch(process);
      double seconds = (System.nanoTime() - started) / 1e9;
      if (process.exitValue() != 0) {
        throw new IllegalStateException(
            "'%s' ended with %d; see %s".formatted(command, process.exitValue(), log));
      }
      return new Sample(seconds, childrenCpuSeconds() - cpuBefore, peak, 0);
    } catch (IOException e) {
      throw new IllegalStateException("Cannot run " + command, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    }
  }

  private static long watch(Process process) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(LONGEST_MINUTES);
    long peak = 0;
    while (!process.waitFor(PEAK_INTERVAL_MILLIS, TimeUnit.MILLISECONDS)) {
      peak = Math.max(peak, peak(process));
      if (System.nanoTime() > end) {
        process.destroyForcibly();
        throw new IllegalStateException("Killed after " + LONGEST_MINUTES + " minutes");
      }
    }
    return peak;
  }

  private static long peak(Process process) {
    try (Stream<ProcessHandle> children = process.descendants()) {
      return Stream.concat(Stream.of(process.toHandle()), children)
          .mapToLong(p -> ProcessMemory.peak(Path.of("/proc/" + p.pid())))
          .sum();
    }
  }

  /** The CPU time of all ended child processes, in hundredths of a second, as in Linux. */
  private static double childrenCpuSeconds() throws IOException {
    String stat = Files.readString(Path.of("/proc/self/stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return (Long.parseLong(fields[13]) + Long.parseLong(fields[14])) / 100.0;
  }
}
