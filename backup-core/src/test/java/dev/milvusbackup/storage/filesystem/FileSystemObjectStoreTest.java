package dev.milvusbackup.storage.filesystem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.milvusbackup.storage.ObjectBody;
import dev.milvusbackup.storage.ObjectInfo;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.ObjectStores;
import dev.milvusbackup.storage.PutMode;
import dev.milvusbackup.storage.StorageException;
import dev.milvusbackup.storage.StoreLocation;
import dev.milvusbackup.testkit.ObjectStoreContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSystemObjectStoreTest extends ObjectStoreContract {

  private static final String SCRATCH = ".milvus-backup-tmp";
  private static final ObjectBody BODY = ObjectBody.of(new byte[10]);

  @TempDir Path folder;

  @Override
  protected ObjectStore newStore() {
    return FileSystemObjectStore.at(folder.resolve("not there yet"));
  }

  @Test
  void objectsAreFilesAndNothingElseStaysInTheFolder() throws IOException {
    put("a/b.txt");

    assertThat(filesOf(folder)).containsExactly("a", "a/b.txt");
    assertThat(Files.size(folder.resolve("a/b.txt"))).isEqualTo(10);
  }

  @Test
  void theEtagIsTheInodeAndTheTimeOfTheLastWrite() throws IOException {
    put("a/b.txt");
    Path file = folder.resolve("a/b.txt");
    Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochSecond(1_767_225_600, 5)));

    assertThat(storeAtFolder().stat(ObjectKey.of("a/b.txt")).flatMap(ObjectInfo::etag))
        .contains(Files.getAttribute(file, "unix:ino") + "-1767225600.5");
  }

  @Test
  void leftoversOfAKilledProcessAreIgnoredAndTheOldOnesSwept() throws IOException {
    Path young = Files.createDirectories(folder.resolve(SCRATCH)).resolve("1.tmp");
    Path old = folder.resolve(SCRATCH).resolve("2.tmp");
    Files.writeString(young, "half");
    Files.writeString(old, "half");
    Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
    Files.createDirectories(folder.resolve("empty/folders"));

    put("a");

    assertThat(keys(storeAtFolder())).containsExactly("a");
    assertThat(keys(storeAtFolder().withRoot(folder.getParent().toString())))
        .contains(folder.getFileName() + "/a")
        .noneMatch(key -> key.contains(SCRATCH));
    assertThat(storeAtFolder().directories(ObjectKey.ROOT)).isEmpty();
    assertThat(young).exists();
    assertThat(old).doesNotExist();
  }

  @Test
  void theNameOfTheTemporaryFolderIsReserved() {
    assertThatThrownBy(() -> put("a/" + SCRATCH + "/b"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("reserved for temporary files");
  }

  @Test
  void deletingPrunesFoldersUpToTheRoot() {
    put("a/b/c");
    put("a/d");

    storeAtFolder().delete(List.of(ObjectKey.of("a/b/c")));
    assertThat(folder.resolve("a/b")).doesNotExist();
    assertThat(folder.resolve("a/d")).exists();

    storeAtFolder().delete(List.of(ObjectKey.of("a/d")));
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void anObjectAndAFolderCannotShareAName() {
    put("a/b");

    assertThatThrownBy(() -> put("a"))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("a folder has that name");
    assertThatThrownBy(() -> put("a/b/c/d"))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("a part of its path is an object");
    assertThat(keys(storeAtFolder())).containsExactly("a/b");
  }

  @Test
  void linksBelowTheRootAreNotFollowed(@TempDir Path outside) throws IOException {
    Files.writeString(outside.resolve("secret"), "x");
    Files.createSymbolicLink(folder.resolve("link"), outside);
    Files.createSymbolicLink(folder.resolve("file"), outside.resolve("secret"));
    put("a");

    assertThat(keys(storeAtFolder())).containsExactly("a");
    assertThat(storeAtFolder().directories(ObjectKey.ROOT)).isEmpty();
    for (String key : List.of("link/secret", "file", "link/new")) {
      assertRefused(() -> put(key));
      assertRefused(() -> storeAtFolder().stat(ObjectKey.of(key)));
      assertRefused(() -> storeAtFolder().open(ObjectKey.of(key), 0, 1).close());
      assertRefused(() -> storeAtFolder().delete(List.of(ObjectKey.of(key))));
    }
    assertRefused(() -> storeAtFolder().list(ObjectKey.of("link")));
    assertThat(filesOf(outside)).containsExactly("secret");
  }

  @Test
  void theRootItselfMayBeALink(@TempDir Path elsewhere) throws IOException {
    Path link = Files.createSymbolicLink(elsewhere.resolve("link"), folder);
    ObjectStore store = FileSystemObjectStore.at(link);

    store.put(ObjectKey.of("d/a"), BODY, PutMode.CREATE_NEW);
    store.put(ObjectKey.of("a"), BODY, PutMode.CREATE_NEW);

    assertThat(keys(store)).containsExactly("a", "d/a");
    assertThat(keys(storeAtFolder())).containsExactly("a", "d/a");
  }

  @Test
  void aFileWhoseNameCannotBeAKeyIsTold() throws IOException {
    Files.writeString(folder.resolve("a\nb"), "x");

    assertThatThrownBy(() -> keys(storeAtFolder()))
        .isInstanceOf(StorageException.class)
        .hasMessageStartingWith("Cannot list " + folder)
        .hasMessageContaining("cannot be an object key");
  }

  @Test
  void opensByUri() {
    ObjectStore store = ObjectStores.open(folder.resolve("a b").toUri().toString());

    assertThat(store.location())
        .isEqualTo(new StoreLocation("file:", "", folder.resolve("a b").toString()));
    assertThat(ObjectStores.open("file:some/where").location().root())
        .isEqualTo(Path.of("some/where").toAbsolutePath().toString());
    assertThatThrownBy(() -> ObjectStores.open("file://host/x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Write file:///absolute/path");
  }

  /** Milvus often is another user, and imports from here. */
  @Test
  void othersMayReadWhatTheUmaskAllows() throws IOException {
    Path reference = Files.createFile(folder.resolve("reference"));

    put("a/b");

    assertThat(Files.getPosixFilePermissions(folder.resolve("a/b")))
        .isEqualTo(Files.getPosixFilePermissions(reference));
  }

  private ObjectStore storeAtFolder() {
    return FileSystemObjectStore.at(folder);
  }

  private void put(String key) {
    storeAtFolder().put(ObjectKey.of(key), BODY, PutMode.REPLACE);
  }

  private static void assertRefused(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("is a symbolic link, and links below the root are not followed");
  }

  private static List<String> keys(ObjectStore store) {
    try (Stream<ObjectInfo> objects = store.list(ObjectKey.ROOT)) {
      return objects.map(info -> info.key().path()).toList();
    }
  }

  private static List<String> filesOf(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.skip(1).map(folder::relativize).map(Path::toString).sorted().toList();
    }
  }
}
