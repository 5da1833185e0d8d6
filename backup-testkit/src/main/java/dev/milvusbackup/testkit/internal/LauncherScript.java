package dev.milvusbackup.testkit.internal;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Unpacks the script {@code dev/servers} from the resources of the jar, so that Python can run it.
 * The files are removed when this JVM ends.
 */
final class LauncherScript {

  static final List<String> FILES =
      List.of(
          "servers",
          "requirements-lite.txt",
          "requirements-milvus.txt",
          "devservers/__init__.py",
          "devservers/fetch.py",
          "devservers/lite.py",
          "devservers/machine.py",
          "devservers/milvus.py",
          "devservers/minio.py");

  private static final class Unpacked {
    static final Path SCRIPT = unpack();
  }

  private LauncherScript() {}

  static Path path() {
    return Unpacked.SCRIPT;
  }

  private static Path unpack() {
    try {
      // The JVM deletes in reverse order, so it registers folders before their files.
      Path folder = Files.createTempDirectory("milvus-backup-launcher-");
      folder.toFile().deleteOnExit();
      Files.createDirectory(folder.resolve("devservers")).toFile().deleteOnExit();
      for (String name : FILES) {
        copy(name, folder.resolve(name));
      }
      return folder.resolve("servers");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void copy(String name, Path target) throws IOException {
    try (InputStream in = LauncherScript.class.getResourceAsStream("launcher/" + name)) {
      if (in == null) {
        throw new FileNotFoundException("launcher/" + name + " is not in the jar");
      }
      Files.copy(in, target);
    }
    target.toFile().deleteOnExit();
  }
}
