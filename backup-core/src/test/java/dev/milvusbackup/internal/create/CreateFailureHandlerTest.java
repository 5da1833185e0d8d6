package dev.milvusbackup.internal.create;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milvusbackup.BackupName;
import dev.milvusbackup.BackupRequest;
import dev.milvusbackup.error.BackupExistsException;
import dev.milvusbackup.error.BackupInterruptedException;
import dev.milvusbackup.error.BackupLockedException;
import dev.milvusbackup.error.InvalidRequestException;
import dev.milvusbackup.error.MilvusUnavailableException;
import dev.milvusbackup.error.PublishStateUnknownException;
import dev.milvusbackup.internal.data.ExportRun;
import dev.milvusbackup.internal.data.ExportedData;
import dev.milvusbackup.internal.data.StartMode;
import dev.milvusbackup.internal.format.BackupLayout;
import dev.milvusbackup.internal.format.commit.CreateIntent;
import dev.milvusbackup.internal.job.CancelToken;
import dev.milvusbackup.internal.job.JobContext;
import dev.milvusbackup.internal.job.Parallel;
import dev.milvusbackup.internal.lock.JobLock;
import dev.milvusbackup.internal.lock.JobLocks;
import dev.milvusbackup.storage.ObjectBody;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.PutMode;
import dev.milvusbackup.storage.memory.InMemoryObjectStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CreateFailureHandlerTest {

  private static final BackupLayout LAYOUT = new BackupLayout(new BackupName("nightly"));
  private static final ObjectKey COPY = LAYOUT.binlogs().resolve("insert_log/1/2/3/4/5");

  private final InMemoryObjectStore store = InMemoryObjectStore.create();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private JobLock lock;

  @BeforeEach
  void aCreateHasCopiedAnObject() {
    JobLocks locks = new JobLocks(store, Duration.ofMinutes(5), threads);
    CreateIntent intent = new CreateIntent(List.of(), "FLUSH", "memory");
    lock = locks.forCreate(LAYOUT, intent, "job", new CancelToken());
    lock.store().put(COPY, ObjectBody.of(new byte[] {1}), PutMode.CREATE_NEW);
  }

  @AfterEach
  void leave() {
    lock.leave();
    threads.shutdown();
  }

  /** Another job may have published or may be working there. */
  @ParameterizedTest
  @MethodSource
  void whatMayBelongToAnotherJobStays(RuntimeException failure) {
    assertThat(handler(0).handle(failure)).isSameAs(failure);

    assertThat(store.stat(COPY)).isPresent();
  }

  static Stream<RuntimeException> whatMayBelongToAnotherJobStays() {
    return Stream.of(
        new BackupLockedException("another job may have taken over"),
        new BackupExistsException("a backup of that name exists"),
        new PublishStateUnknownException("no answer", new MilvusUnavailableException("no answer")));
  }

  @Test
  void aPassingFaultLeavesTheCopiesToBeResumed() {
    RuntimeException thrown = handler(1).handle(new MilvusUnavailableException("Milvus is away."));

    assertThat(thrown)
        .isInstanceOf(BackupInterruptedException.class)
        .hasMessageContaining("Milvus is away.")
        .hasMessageContaining("Create it again to resume");
    assertThat(store.stat(COPY)).isPresent();
  }

  @Test
  void aPassingFaultBeforeAnyCopyLeavesNothing() {
    RuntimeException failure = new MilvusUnavailableException("Milvus is away.");

    assertThat(handler(0).handle(failure)).isSameAs(failure);
    assertThat(store.list(ObjectKey.ROOT)).isEmpty();
  }

  @Test
  void anotherFailureRemovesTheCopies() {
    RuntimeException failure = new InvalidRequestException("no");

    assertThat(handler(1).handle(failure)).isSameAs(failure);
    assertThat(store.list(ObjectKey.ROOT)).isEmpty();
  }

  private CreateFailureHandler handler(long reusable) {
    BackupLocker locker =
        new BackupLocker(BackupRequest.builder().name("nightly").build(), new Parallel(threads, 1));
    return new CreateFailureHandler(LAYOUT, lock, new Copied(reusable), locker, false);
  }

  /** An export that has copied so many objects. */
  private record Copied(long reusable) implements ExportRun {

    @Override
    public ExportedData export(StartMode start, JobContext job) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void keepReusable() {}
  }
}
