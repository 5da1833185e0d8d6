package dev.milvusbackup.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.milvusbackup.RestoreContent;
import dev.milvusbackup.RestoreRequest;
import dev.milvusbackup.VerifyRequest;
import dev.milvusbackup.error.UnsupportedVersionException;
import dev.milvusbackup.internal.milvus.fake.InMemoryMilvus;
import dev.milvusbackup.storage.ObjectBody;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.PutMode;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A backup of the Go tool whose data Milvus exported: its metadata names no segments. */
class SnapshotBackupTest extends OnInMemoryMilvus {

  private static final List<String> METAS =
      List.of("backup_meta.json", "collection_meta.json", "full_meta.json");

  SnapshotBackupTest() {
    super(InMemoryMilvus.V2_5_27);
  }

  @BeforeEach
  void copy() throws IOException {
    for (String meta : METAS) {
      try (InputStream in =
          Objects.requireNonNull(getClass().getResourceAsStream("/go-tool/snap1/meta/" + meta))) {
        backups.put(
            ObjectKey.of("snap1/meta/" + meta),
            ObjectBody.of(in.readAllBytes()),
            PutMode.CREATE_NEW);
      }
    }
    backups.put(
        ObjectKey.of("snap1/bundle/exports/1/files/insert_log/1"),
        ObjectBody.of(new byte[] {1}),
        PutMode.CREATE_NEW);
  }

  @Test
  void isNeverRestoredAsEmpty() {
    assertRefused(() -> restore(RestoreRequest.builder().backup("snap1")));
    assertRefused(
        () ->
            restore(RestoreRequest.builder().backup("snap1").content(RestoreContent.SCHEMA_ONLY)));
    assertRefused(() -> client.previewRestore(RestoreRequest.builder().backup("snap1").build()));
    assertThat(collections()).isEmpty();
  }

  @Test
  void isNeitherReadNorVerified() {
    assertRefused(() -> client.get("snap1"));
    assertRefused(() -> client.find("snap1"));
    assertRefused(() -> await(client.verify(VerifyRequest.builder().backup("snap1").build())));
  }

  @Test
  void isListedWithItsFormat() {
    assertThat(client.list().incomplete()).isEmpty();
    assertThat(client.list().backups())
        .singleElement()
        .satisfies(backup -> assertThat(backup.unsupportedFormat()).contains("snapshot"));
  }

  @Test
  void isDeletedCompletely() {
    await(client.delete("snap1"));

    assertThat(keys("backup/snap1")).isEmpty();
  }

  private static void assertRefused(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOf(UnsupportedVersionException.class)
        .hasMessage(
            "Cannot read backup 'snap1': it has the format 'snapshot', which the Go tool 0.6 and newer write, and which this version does not support. Restore it with that tool.");
  }
}
