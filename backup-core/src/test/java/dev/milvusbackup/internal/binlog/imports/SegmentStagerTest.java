package dev.milvusbackup.internal.binlog.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.milvusbackup.error.CorruptBackupException;
import dev.milvusbackup.internal.job.Parallel;
import dev.milvusbackup.internal.job.RunningJob;
import dev.milvusbackup.internal.milvus.imports.ImportJob.SegmentFormat;
import dev.milvusbackup.internal.transfer.ObjectCopier;
import dev.milvusbackup.internal.transfer.ObjectCopy;
import dev.milvusbackup.storage.Digest;
import dev.milvusbackup.storage.ObjectBody;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.PutMode;
import dev.milvusbackup.storage.filesystem.FileSystemObjectStore;
import dev.milvusbackup.storage.memory.InMemoryObjectStore;
import dev.milvusbackup.testkit.RecordingObjectStore;
import dev.milvusbackup.testkit.StoreCall;
import dev.milvusbackup.testkit.StoreCall.Operation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an interrupted run has staged. */
class SegmentStagerTest {

  private static final ObjectKey DIRECTORY = ObjectKey.of("restore-staging/f00d");

  private final ObjectStore backups = InMemoryObjectStore.create();
  private ObjectStore files;
  private RecordingObjectStore staging;

  @BeforeEach
  void open(@TempDir Path folder) {
    files = FileSystemObjectStore.at(folder);
    staging = RecordingObjectStore.over(files);
  }

  @AfterEach
  void close() {
    backups.close();
    files.close();
  }

  @Test
  void whatIsIntactIsKeptAndTheRestMadeAnew() throws IOException {
    List<ObjectCopy> copies = List.of(copy("a"), copy("b"), copy("c"), copy("d"));
    put(files, copies.get(0).to(), "content of a");
    put(files, copies.get(1).to(), "c0ntent of b"); // damaged
    put(files, copies.get(2).to(), "content"); // of another size
    put(files, DIRECTORY.resolve("7/0/stray"), "would be imported");

    stage(copies);

    for (ObjectCopy copy : copies) {
      assertThat(text(files, copy.to())).isEqualTo(text(backups, copy.from()));
    }
    assertThat(files.stat(DIRECTORY.resolve("7/0/stray"))).isEmpty();
    assertThat(staging.calls())
        .filteredOn(call -> call.is(Operation.PUT))
        .flatExtracting(StoreCall::keys)
        .containsExactlyInAnyOrder(copies.get(1).to(), copies.get(2).to(), copies.get(3).to());
  }

  @Test
  void whatHasNoDigestIsStagedAnew() throws IOException {
    ObjectCopy copy = copy("a");
    ObjectCopy unknown = new ObjectCopy(copy.from(), copy.to(), copy.size(), Optional.empty(), 0);
    put(files, copy.to(), "c0ntent of a");

    stage(List.of(unknown));

    assertThat(text(files, copy.to())).isEqualTo("content of a");
  }

  @Test
  void damageInTheBackupIsFound() {
    ObjectCopy copy = copy("a");
    put(backups, copy.from(), "c0ntent of a");

    assertThatThrownBy(() -> stage(List.of(copy)))
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(CorruptBackupException.class)
        .hasMessageContaining("backup/a");
  }

  private void stage(List<ObjectCopy> copies) {
    ObjectCopier copier = new ObjectCopier(backups, staging, new Parallel(Runnable::run, 1));
    SegmentStager stager = new SegmentStager(staging, DIRECTORY, copier);
    ImportUnit unit =
        new ImportUnit(
            "_default", List.of(), SegmentFormat.PLAIN, new ExpectedRows(1, 0), 1, copies);
    RunningJob.start(
            Runnable::run,
            "job",
            Optional.empty(),
            job -> {
              stager.stage(7, List.of(unit), job);
              return "";
            })
        .join();
  }

  private ObjectCopy copy(String name) {
    ObjectKey from = ObjectKey.of("backup/" + name);
    String content = "content of " + name;
    put(backups, from, content);
    return new ObjectCopy(
        from, DIRECTORY.resolve("7/0/" + name), content.length(), Optional.of(digest(content)), 0);
  }

  private static void put(ObjectStore store, ObjectKey key, String content) {
    store.put(key, ObjectBody.of(content.getBytes(StandardCharsets.UTF_8)), PutMode.REPLACE);
  }

  private static String text(ObjectStore store, ObjectKey key) throws IOException {
    try (var in = store.open(key, 0, Long.MAX_VALUE)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static Digest digest(String content) {
    try {
      return Digest.of(
          Digest.SHA_256,
          MessageDigest.getInstance(Digest.SHA_256)
              .digest(content.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
