package dev.milvusbackup.server;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Programs of this machine that a test needs. */
final class Tools {

  private Tools() {}

  /** Skips the test where the program is missing; with {@code CI=true} the test fails instead. */
  static Path find(String program, String install) {
    Optional<Path> found =
        Stream.concat(
                Arrays.stream(System.getenv("PATH").split(File.pathSeparator)).map(Path::of),
                Stream.of(cache().resolve("tools/bin")))
            .map(directory -> directory.resolve(program))
            .filter(Files::isExecutable)
            .findFirst();
    if (found.isPresent()) {
      return found.get();
    }
    String message = program + " is not on the PATH. Install it by " + install + ".";
    if ("true".equals(System.getenv("CI"))) {
      throw new IllegalStateException(message);
    }
    return Assumptions.abort(message);
  }

  private static Path cache() {
    String cache = System.getenv("MILVUS_BACKUP_CACHE");
    return cache == null
        ? Path.of(System.getProperty("user.home"), ".cache", "milvus-backup-java")
        : Path.of(cache);
  }
}
