package dev.milvusbackup.it;

import dev.milvusbackup.BackupClient;
import dev.milvusbackup.BackupMode;
import dev.milvusbackup.IfExists;
import dev.milvusbackup.Job;
import dev.milvusbackup.Phase;
import dev.milvusbackup.ProgressListener;
import dev.milvusbackup.storage.ObjectStore;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A create or restore in logical mode in a JVM of its own, to be killed. */
final class LogicalProcess implements AutoCloseable {

  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final String WORKING = "WORKING";
  private static final String CREATE = "create";

  private final ChildJvm jvm;

  private LogicalProcess(ChildJvm jvm) {
    this.jvm = jvm;
  }

  static LogicalProcess create(Place at, String backup, List<String> collections, Duration lease) {
    return start(at, lease, CREATE, backup, String.join(",", collections));
  }

  static LogicalProcess restore(
      Place at, String backup, String suffix, IfExists ifExists, Duration lease) {
    return start(at, lease, ifExists.name(), backup, suffix);
  }

  private static LogicalProcess start(Place at, Duration lease, String... order) {
    List<String> arguments = new ArrayList<>(at.arguments());
    arguments.addAll(List.of(order));
    arguments.add(Long.toString(lease.toMillis()));
    ChildJvm jvm = ChildJvm.start(LogicalProcess.class, arguments);
    jvm.awaitReady();
    jvm.go();
    return new LogicalProcess(jvm);
  }

  /** Waits until it has looked around and begins to change things, or has ended. */
  LogicalProcess working() {
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
    try (ObjectStore backups = at.openBackups();
        BackupClient client =
            BackupClient.builder()
                .milvus(at.connection())
                .backupStorage(backups)
                .limits(l -> l.lockLease(Duration.ofMillis(Long.parseLong(args[8]))))
                .build()) {
      client.milvusVersion(); // loads most classes
      client.find(args[6]);
      ChildJvm.awaitGo();
      job(client, args[5], args[6], args[7]).join();
    }
    System.exit(0);
  }

  private static Job<?> job(BackupClient client, String action, String backup, String detail) {
    ProgressListener listener = progress -> tell(progress.phase());
    if (action.equals(CREATE)) {
      return client.create(
          b ->
              b.name(backup)
                  .collections(detail.split(","))
                  .mode(BackupMode.LOGICAL)
                  .listener(listener));
    }
    IfExists ifExists = IfExists.valueOf(action);
    return client.restore(
        r -> r.backup(backup).suffix(detail).ifExists(ifExists).listener(listener));
  }

  private static void tell(Phase phase) {
    if (phase != Phase.QUEUED && phase != Phase.PLANNING) {
      ChildJvm.say(WORKING);
    }
  }
}
