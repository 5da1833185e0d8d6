package dev.milvusbackup.internal.logical;

import dev.milvusbackup.error.TemporaryStorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A temporary folder for one part at a time, below {@code java.io.tmpdir}. */
final class PartFolder implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(PartFolder.class);

  private final Path folder;

  private PartFolder(Path folder) {
    this.folder = folder;
  }

  static PartFolder create() {
    try {
      return new PartFolder(Files.createTempDirectory("milvus-backup-rows-"));
    } catch (IOException e) {
      throw failure("create a temporary folder for rows", e);
    }
  }

  /** Fails one collection only: others may have smaller parts, or run when there is more space. */
  static TemporaryStorageException failure(String action, IOException cause) {
    return new TemporaryStorageException(
        "Cannot %s: a temporary file below %s failed (%s). Free disk space there, or set java.io.tmpdir to another folder."
            .formatted(action, System.getProperty("java.io.tmpdir"), cause),
        cause);
  }

  /** The path of a part that does not exist yet. */
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
      LOG.warn("Cannot remove the temporary folder {}", folder, e);
    }
  }
}
