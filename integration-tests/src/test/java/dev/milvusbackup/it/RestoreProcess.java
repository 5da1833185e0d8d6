package dev.milvusbackup.it;

import dev.milvusbackup.BackupClient;
import dev.milvusbackup.IfExists;
import dev.milvusbackup.Job;
import dev.milvusbackup.Phase;
import dev.milvusbackup.error.BackupLockedException;
import dev.milvusbackup.storage.ObjectStore;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;

/** A restore in a JVM of its own, to be killed. It begins when it is told to. */
final class RestoreProcess implements AutoCloseable {

  static final int COMPLETE = 0;

  /** The store took no sign of life for as long as the lease. */
  static final int LOCK_LOST = 3;

  static final Duration LEASE_OF_VICTIMS = Duration.ofSeconds(6);
  static final Duration LEASE_OF_SURVIVORS = Duration.ofSeconds(30);

  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final String WORKING = "WORKING";
  private static final List<String> STALLS =
      List.of("could not renew the lock within its lease", "did not accept its beats");

  private final ChildJvm jvm;

  private RestoreProcess(ChildJvm jvm) {
    this.jvm = jvm;
  }

  /** What it is to restore, and where. */
  record Order(Place at, String backup, String suffix) {}

  static RestoreProcess start(Order order, IfExists ifExists, Duration lease) {
    List<String> arguments = new ArrayList<>(order.at.arguments());
    arguments.addAll(
        List.of(order.backup, order.suffix, ifExists.name(), Long.toString(lease.toMillis())));
    RestoreProcess started = new RestoreProcess(ChildJvm.start(RestoreProcess.class, arguments));
    started.jvm.awaitReady();
    return started;
  }

  RestoreProcess begin() {
    jvm.go();
    return this;
  }

  /** Waits until it has looked around and begins to change things, or has ended. */
  RestoreProcess working() {
    jvm.await(WORKING);
    return this;
  }

  /**
   * As by {@code kill -9}.
   *
   * @return whether it was still at work
   */
  boolean killAfter(Duration delay) {
    return jvm.killAfter(delay) == ChildJvm.KILLED;
  }

  /**
   * Waits for the end.
   *
   * @param meanwhile what is done every now and then
   * @return its exit code, such as {@link #COMPLETE}
   */
  int end(Runnable meanwhile) {
    return jvm.end(LONGEST, meanwhile);
  }

  @Override
  public void close() {
    jvm.close();
  }

  public static void main(String[] args) throws IOException {
    Place at = Place.of(args);
    Order order = new Order(at, args[5], args[6]);
    int code;
    try (ObjectStore milvusStorage = at.openMilvusStorage();
        ObjectStore backups = at.openBackups();
        BackupClient client =
            BackupClient.builder()
                .milvus(at.connection())
                .milvusStorage(milvusStorage)
                .backupStorage(backups)
                .limits(
                    l ->
                        l.concurrentImports(2)
                            .lockLease(Duration.ofMillis(Long.parseLong(args[8]))))
                .build()) {
      client.milvusVersion(); // loads most classes
      client.get(order.backup);
      ChildJvm.awaitGo();
      code =
          run(
              client.restore(
                  r ->
                      r.backup(order.backup)
                          .suffix(order.suffix)
                          .ifExists(IfExists.valueOf(args[7]))
                          .listener(progress -> tell(progress.phase()))));
    }
    System.exit(code); // non-daemon threads of vendors' clients
  }

  private static int run(Job<?> job) {
    try {
      job.join();
      return COMPLETE;
    } catch (CompletionException e) {
      e.printStackTrace();
      return isLockLost(e.getCause()) ? LOCK_LOST : 1;
    }
  }

  /** A lock that is refused, or taken by another restore, is none that was lost by a stall. */
  private static boolean isLockLost(Throwable failure) {
    return failure instanceof BackupLockedException
        && STALLS.stream().anyMatch(String.valueOf(failure.getMessage())::contains);
  }

  private static void tell(Phase phase) {
    if (phase != Phase.QUEUED && phase != Phase.PLANNING) {
      ChildJvm.say(WORKING);
    }
  }
}
