package dev.milvusbackup.server;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Programs of this machine that a test needs. */
final class Tools {

  private Tools() {}

  /**
   * Skips the test where the program is missing. With {@code CI=true} the program is installed
   * first, and the test fails if that cannot be done.
   */
  static Path find(String program, String install) throws IOException, InterruptedException {
    Optional<Path> found = find(program);
    boolean ci = "true".equals(System.getenv("CI"));
    if (found.isEmpty() && ci) {
      run(Path.of("..", install));
      found = find(program);
    }
    String message = program + " is not on the PATH. Install it by " + install + ".";
    if (found.isEmpty() && ci) {
      throw new IllegalStateException(message);
    }
    return found.orElseGet(() -> Assumptions.abort(message));
  }

  private static Optional<Path> find(String program) {
    return Stream.concat(
            Arrays.stream(System.getenv("PATH").split(File.pathSeparator)).map(Path::of),
            Stream.of(cache().resolve("tools/bin")))
        .map(directory -> directory.resolve(program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static void run(Path script) throws IOException, InterruptedException {
    Path output = Path.of("target", script.getFileName() + ".log");
    int code =
        new ProcessBuilder(script.toAbsolutePath().normalize().toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start()
            .waitFor();
    if (code != 0) {
      throw new IllegalStateException(
          "%s ended with %d: %s".formatted(script, code, Files.readString(output)));
    }
  }

  private static Path cache() {
    String cache = System.getenv("MILVUS_BACKUP_CACHE");
    return cache == null
        ? Path.of(System.getProperty("user.home"), ".cache", "milvus-backup-java")
        : Path.of(cache);
  }
}
