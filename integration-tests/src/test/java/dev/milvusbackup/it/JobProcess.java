package dev.milvusbackup.it;

import dev.milvusbackup.BackupClient;
import dev.milvusbackup.Job;
import dev.milvusbackup.error.BackupExistsException;
import dev.milvusbackup.error.BackupLockedException;
import dev.milvusbackup.error.BackupNotFoundException;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.testkit.FaultyObjectStore;
import dev.milvusbackup.testkit.StoreCall;
import dev.milvusbackup.testkit.StoreCall.Operation;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;

/** A create or delete in a JVM of its own, to be killed. It begins when it is told to. */
final class JobProcess implements AutoCloseable {

  static final int DONE = 0;
  static final int NAME_TAKEN = 3;
  static final int NOT_FOUND = 4;

  private static final String LOCKED = "LOCKED";
  private static final Duration SLOWNESS = Duration.ofMillis(5);
  private static final Duration LONGEST = Duration.ofMinutes(5);

  private final ChildJvm jvm;

  private JobProcess(ChildJvm jvm) {
    this.jvm = jvm;
  }

  static JobProcess start(Place at, String action, String name, String filter, Duration lease) {
    List<String> arguments = new ArrayList<>(at.arguments());
    arguments.addAll(List.of(action, name, filter, Long.toString(lease.toMillis())));
    return new JobProcess(ChildJvm.start(JobProcess.class, arguments));
  }

  /** Waits until it is ready, and has it begin. */
  JobProcess begin() {
    return ready().go();
  }

  /** Waits until it is ready. */
  JobProcess ready() {
    jvm.awaitReady();
    return this;
  }

  JobProcess go() {
    jvm.go();
    return this;
  }

  /** Waits until it is about to write its lock, or has ended. */
  JobProcess locked() {
    jvm.await(LOCKED);
    return this;
  }

  /**
   * As by {@code kill -9}.
   *
   * @return its exit code: {@link ChildJvm#KILLED} if it was still at work
   */
  int killAfter(Duration delay) {
    return jvm.killAfter(delay);
  }

  boolean isAlive() {
    return jvm.isAlive();
  }

  /** Waits for the end; its exit code. */
  int end() {
    return jvm.end(LONGEST);
  }

  @Override
  public void close() {
    jvm.close();
  }

  public static void main(String[] args) throws IOException {
    Place at = Place.of(args);
    FaultyObjectStore slow = FaultyObjectStore.over(at.openBackups());
    slow.failWhen(JobProcess::pauseAndTell, FaultyObjectStore.outage());
    int code;
    try (ObjectStore milvusStorage = at.openMilvusStorage();
        BackupClient client =
            BackupClient.builder()
                .milvus(at.connection())
                .milvusStorage(milvusStorage)
                .backupStorage(slow)
                .limits(
                    l ->
                        l.concurrentCopies(2).lockLease(Duration.ofMillis(Long.parseLong(args[8]))))
                .build()) {
      client.milvusVersion(); // loads most classes
      client.find(args[6]);
      ChildJvm.awaitGo();
      code = run(args[5].equals("create") ? create(client, args) : client.delete(args[6]));
    }
    System.exit(code);
  }

  private static Job<?> create(BackupClient client, String[] args) {
    return client.create(b -> b.name(args[6]).collections(args[7]));
  }

  private static int run(Job<?> job) {
    try {
      job.join();
      return DONE;
    } catch (CompletionException e) {
      if (e.getCause() instanceof BackupExistsException
          || e.getCause() instanceof BackupLockedException) {
        return NAME_TAKEN;
      }
      if (e.getCause() instanceof BackupNotFoundException) {
        return NOT_FOUND;
      }
      System.err.println("A job by itself: " + e.getCause());
      return 1;
    }
  }

  /** A store some milliseconds away, so that a kill finds a moment between any two calls. */
  private static boolean pauseAndTell(StoreCall call) {
    LockSupport.parkNanos(SLOWNESS.toNanos());
    if (call.is(Operation.PUT) && call.keys().get(0).path().contains("/meta/lock.")) {
      ChildJvm.say(LOCKED);
    }
    return false;
  }
}
