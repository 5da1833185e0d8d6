package dev.milvusbackup.internal.logical;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A temporary folder for one part at a time, below {@code java.io.tmpdir}. */
final class PartFolder implements AutoCloseable {

  private final Path folder;

  private PartFolder(Path folder) {
    this.folder = folder;
  }

  static PartFolder create() {
    try {
      return new PartFolder(Files.createTempDirectory("milvus-backup-rows-"));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Cannot make a folder for parts of a logical backup below java.io.tmpdir", e);
    }
  }

  /** The path of a part that is not there. */
  Path part() throws IOException {
    Path part = folder.resolve("part.parquet");
    Files.deleteIfExists(part);
    return part;
  }

  @Override
  public void close() {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
      Files.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot remove the temporary folder " + folder, e);
    }
  }
}
