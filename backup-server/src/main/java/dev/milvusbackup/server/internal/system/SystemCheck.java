package dev.milvusbackup.server.internal.system;

import dev.milvusbackup.BackupClient;
import dev.milvusbackup.storage.ObjectInfo;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.StoreLocation;
import dev.milvusbackup.storage.StoreProbe;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks whether Milvus and the stores answer. */
public final class SystemCheck {

  private static final Logger LOG = LoggerFactory.getLogger(SystemCheck.class);

  private final BackupClient client;
  private final Optional<ObjectStore> milvusStorage;
  private final ObjectStore backups;

  public SystemCheck(
      BackupClient client, Optional<ObjectStore> milvusStorage, ObjectStore backups) {
    this.client = client;
    this.milvusStorage = milvusStorage;
    this.backups = backups;
  }

  /** Fails unless both answer. */
  void ping(Duration deadline) throws Exception {
    String version = milvusVersion(deadline);
    boolean there = backups.stat(ObjectKey.of(".jobs/ping")).isPresent();
    LOG.debug("Milvus {} and the store answer; probe object exists: {}", version, there);
  }

  /** The Go tool's report. Writes, reads and deletes a few small objects. */
  String report(Duration deadline) throws Exception {
    String version = milvusVersion(deadline);
    boolean empty = milvusStorage.filter(SystemCheck::isEmpty).isPresent();
    StoreProbe.run(backups);
    StringBuilder report = new StringBuilder();
    report.append("\nMilvus version: %s\nStorage:\n".formatted(version));
    milvusStorage.ifPresent(store -> describe("milvus", store, report));
    describe("backup", backups, report);
    report.append(empty ? "\n!!! Milvus root path is empty !!!\n" : "\nSuccess!\n");
    return report.toString();
  }

  /** In its own thread, since the connection's timeouts may be longer than the deadline. */
  private String milvusVersion(Duration deadline) throws Exception {
    CompletableFuture<String> answer =
        CompletableFuture.supplyAsync(client::milvusVersion, SystemCheck::startThread);
    try {
      return answer.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }

  private static void startThread(Runnable task) {
    Thread thread = new Thread(task, "milvus-backup-check");
    thread.setDaemon(true);
    thread.start();
  }

  private static void describe(String which, ObjectStore store, StringBuilder report) {
    StoreLocation location = store.location();
    boolean folder = location.service().equals(StoreLocation.FILE_SERVICE);
    String type = folder ? "local" : store.displayName().replaceAll(":.*", "");
    report.append("  %s-storage-type: %s\n".formatted(which, type));
    report.append("  %s-bucket: %s\n".formatted(which, location.container()));
    report.append("  %s-rootpath: %s\n".formatted(which, location.root()));
  }

  private static boolean isEmpty(ObjectStore store) {
    try (Stream<ObjectInfo> objects = store.list(ObjectKey.ROOT)) {
      return objects.findFirst().isEmpty();
    }
  }
}
