package dev.milvusbackup.junit5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassPathFolderTest {

  private static final byte[] BINARY = {0, -1, 13, 10, 127};

  @TempDir Path folder;

  private final Closing owned = new Closing();
  private ClassLoader before;

  @BeforeEach
  void remember() {
    before = Thread.currentThread().getContextClassLoader();
  }

  @AfterEach
  void reset() {
    Thread.currentThread().setContextClassLoader(before);
  }

  @Test
  void aFolderIsUsedWhereItLies() throws IOException {
    Path backups = Files.createDirectories(folder.resolve("a b/backups"));

    try (URLClassLoader loader = loader(folder.resolve("a b"))) {
      Thread.currentThread().setContextClassLoader(loader);
      assertThat(ClassPathFolder.find("backups", owned)).isEqualTo(backups);
    }
    owned.close();
    assertThat(backups).exists();
  }

  @Test
  void aFolderInAJarIsCopiedOutForAsLongAsItIsNeeded() throws IOException {
    Path jar = folder.resolve("with space.jar");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
      zip.putNextEntry(new ZipEntry("backups/"));
      zip.putNextEntry(new ZipEntry("backups/golden/meta/x"));
      zip.write(BINARY);
      zip.closeEntry();
    }

    try (URLClassLoader loader = loader(jar)) {
      Thread.currentThread().setContextClassLoader(loader);
      Path found = ClassPathFolder.find("backups", owned);
      assertThat(found.resolve("golden/meta/x")).hasBinaryContent(BINARY);
      owned.close();
      assertThat(found).doesNotExist();
    }
  }

  @Test
  void aMissingFolderIsTold() {
    assertThatThrownBy(() -> ClassPathFolder.find("nowhere", owned))
        .isInstanceOf(FixtureException.class)
        .hasMessage(
            "Cannot find the backups: the class path has no folder 'nowhere'. Put it under src/test/resources, or correct the name.");
  }

  private static URLClassLoader loader(Path entry) throws IOException {
    return new URLClassLoader(new URL[] {entry.toUri().toURL()}, null);
  }
}
