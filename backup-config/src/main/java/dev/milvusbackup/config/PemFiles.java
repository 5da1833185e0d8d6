package dev.milvusbackup.config;

import dev.milvusbackup.config.internal.Problems;
import dev.milvusbackup.config.internal.ResolvedConfig;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Checks that the files that a configuration names exist: they are read only at the first use. */
record PemFiles(ResolvedConfig settings, Problems problems) {

  void require(String key) {
    String path = settings.text(key);
    if (!path.isEmpty() && !isFile(path)) {
      problems.error(
          settings.value(key).origin(),
          "cannot be '%s': no readable file has that path. Write the path of a PEM file."
              .formatted(path));
    }
  }

  private static boolean isFile(String path) {
    try {
      Path file = Path.of(path);
      return Files.isRegularFile(file) && Files.isReadable(file);
    } catch (InvalidPathException e) {
      return false;
    }
  }
}
