package dev.milvusbackup.storage.filesystem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.milvusbackup.storage.ObjectBody;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.PutMode;
import dev.milvusbackup.storage.StorageException;
import dev.milvusbackup.storage.StoreAccessDeniedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a file system refuses. */
class FileSystemLimitsTest {

  private static final ObjectKey KEY = ObjectKey.of("d/a");

  @TempDir Path folder;

  @Test
  void aFullDiskIsToldAndLeavesNothing() throws Exception {
    assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=4m", "none", folder), "cannot mount tmpfs");
    try {
      ObjectStore store = FileSystemObjectStore.at(folder);
      store.put(KEY, ObjectBody.of(new byte[1000]), PutMode.CREATE_NEW);

      ObjectBody large = ObjectBody.of(new byte[5 << 20]);
      assertThatThrownBy(() -> store.put(KEY, large, PutMode.REPLACE))
          .isInstanceOf(StorageException.class)
          .hasMessageStartingWith("Cannot store file:" + folder + "/d/a: ")
          .hasMessageContaining("No space left on device (5242880 bytes to write, ")
          .hasMessageEndingWith("Free some space, or choose another folder.");

      assertThat(store.stat(KEY).orElseThrow().size()).isEqualTo(1000);
      assertThat(folder.resolve(".milvus-backup-tmp")).doesNotExist();
    } finally {
      run("umount", folder);
    }
  }

  @Test
  void aFolderThatCannotBeWrittenIsAccessDenied() throws IOException {
    permit("r-xr-xr-x");
    assumeFalse(Files.isWritable(folder), "this user may write everywhere");
    ObjectStore store = FileSystemObjectStore.at(folder);

    assertThatThrownBy(() -> store.put(KEY, ObjectBody.of(new byte[1]), PutMode.REPLACE))
        .isInstanceOf(StoreAccessDeniedException.class)
        .hasMessageStartingWith("Cannot store file:" + folder + "/d/a: access denied");
    permit("rwxr-xr-x");
  }

  @Test
  void aReadOnlyMountIsTold() throws Exception {
    assumeTrue(run("mount", "-t", "tmpfs", "-o", "ro", "none", folder), "cannot mount tmpfs");
    try {
      ObjectStore store = FileSystemObjectStore.at(folder);
      assertThatThrownBy(() -> store.put(KEY, ObjectBody.of(new byte[1]), PutMode.REPLACE))
          .isInstanceOf(StorageException.class)
          .hasMessageContaining("Read-only file system");
    } finally {
      run("umount", folder);
    }
  }

  private void permit(String permissions) throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(permissions));
  }

  private static boolean run(Object... command) throws Exception {
    String[] words = new String[command.length];
    for (int i = 0; i < words.length; i++) {
      words[i] = command[i].toString();
    }
    return new ProcessBuilder(words)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor()
        == 0;
  }
}
