package dev.milvusbackup.junit5;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds a folder on the class path. A folder in a jar is copied to the file system, since Milvus
 * reads files.
 */
final class ClassPathFolder {

  private ClassPathFolder() {}

  static Path find(String name, Closing owned) {
    URI uri = locate(name);
    try {
      return uri.getScheme().equals("jar") ? copyOut(uri, name, owned) : Path.of(uri);
    } catch (IOException e) {
      throw new FixtureException(
          "Cannot read the backups in '%s' on the class path: %s.".formatted(name, e), e);
    }
  }

  private static URI locate(String name) {
    URL url =
        Optional.ofNullable(Thread.currentThread().getContextClassLoader())
            .orElseGet(ClassPathFolder.class::getClassLoader)
            .getResource(name);
    if (url == null) {
      throw new FixtureException(
          "Cannot find the backups: the class path has no folder '%s'. Put it under src/test/resources, or correct the name."
              .formatted(name));
    }
    try {
      return url.toURI();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Path copyOut(URI uri, String name, Closing owned) throws IOException {
    Path target = Files.createTempDirectory("milvus-backup-fixtures-");
    owned.add(() -> remove(target));
    URI jar =
        URI.create(
            uri.toString().substring(0, uri.toString().indexOf("!/")).substring("jar:".length()));
    try (FileSystem files = FileSystems.newFileSystem(Path.of(jar))) {
      Path source = files.getPath(name);
      try (Stream<Path> paths = Files.walk(source)) {
        for (Path path : (Iterable<Path>) paths::iterator) {
          Path copy = target.resolve(source.relativize(path).toString());
          if (Files.isDirectory(path)) {
            Files.createDirectories(copy);
          } else {
            Files.copy(path, copy);
          }
        }
      }
    }
    return target;
  }

  private static void remove(Path folder) {
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : (Iterable<Path>) paths.sorted(Comparator.reverseOrder())::iterator) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
