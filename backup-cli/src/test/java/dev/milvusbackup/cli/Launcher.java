package dev.milvusbackup.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The real launcher and jar, in a process of their own. */
final class Launcher {

  private static final Path SCRIPT = Path.of("bin/milvus-backup").toAbsolutePath();

  private final Path config;

  Launcher(Path config) {
    this.config = config;
  }

  Run run(String... arguments) throws IOException, InterruptedException {
    Path out = Files.createTempFile("out", ".txt");
    Path err = Files.createTempFile("err", ".txt");
    Process process =
        command(arguments).redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    return new Run(exitCode(process), Files.readString(out), Files.readString(err));
  }

  /** Runs until a line of stderr starts with a text, and interrupts as the keyboard does. */
  Run interruptAt(String line, String... arguments) throws IOException, InterruptedException {
    Process process = command(arguments).start();
    StringBuilder err = new StringBuilder();
    try (BufferedReader lines = process.errorReader(StandardCharsets.UTF_8)) {
      for (String read = lines.readLine(); read != null; read = lines.readLine()) {
        err.append(read).append('\n');
        if (read.startsWith(line)) {
          new ProcessBuilder("kill", "-INT", String.valueOf(process.pid())).start().waitFor();
        }
      }
    }
    return new Run(exitCode(process), "", err.toString());
  }

  /** Background builds ignore interrupts, and children inherit that. */
  private ProcessBuilder command(String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "env", "--default-signal=INT", SCRIPT.toString(), "--config", config.toString()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command);
  }

  private static int exitCode(Process process) throws InterruptedException {
    if (!process.waitFor(3, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new AssertionError("The command has not ended");
    }
    return process.exitValue();
  }
}
