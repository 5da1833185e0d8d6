package dev.milvusbackup.server.internal.web;

import dev.milvusbackup.BackupClient;
import dev.milvusbackup.BackupReport;
import dev.milvusbackup.Job;
import dev.milvusbackup.error.CollectionNotFoundException;
import dev.milvusbackup.storage.ObjectBody;
import dev.milvusbackup.storage.ObjectInfo;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.PutMode;
import dev.milvusbackup.storage.StoreLocation;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks whether Milvus and the stores answer. */
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
    requireMilvus(deadline);
    boolean there = backups.stat(ObjectKey.of(".jobs/ping")).isPresent();
    LOG.debug("Both answer; object there: {}", there);
  }

  /** The Go tool's report. Writes, reads and deletes a small object. */
  String report(Duration deadline) throws Exception {
    requireMilvus(deadline);
    boolean empty = milvusStorage.filter(SystemCheck::isEmpty).isPresent();
    tryToWrite();
    StringBuilder report = new StringBuilder();
    report.append("\nMilvus: answers\nStorage:\n");
    milvusStorage.ifPresent(store -> describe("milvus", store, report));
    describe("backup", backups, report);
    report.append(empty ? "\n!!! Milvus root path is empty !!!\n" : "\nSuccess!\n");
    return report.toString();
  }

  /** A backup of what cannot exist ends once Milvus has let us in and listed its collections. */
  private void requireMilvus(Duration deadline) throws Exception {
    String missing = "milvus_backup_check_" + UUID.randomUUID().toString().replace('-', '_');
    Job<BackupReport> job = client.create(b -> b.name(missing).collections(missing));
    try {
      BackupReport unexpected = job.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
      throw new IllegalStateException("There is a " + unexpected.manifest().name());
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof CollectionNotFoundException)) {
        throw e.getCause() instanceof Exception cause ? cause : e;
      }
    } finally {
      job.cancel();
    }
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

  private void tryToWrite() {
    ObjectKey key = ObjectKey.of(".check/" + UUID.randomUUID());
    ObjectInfo unused = backups.put(key, ObjectBody.of(new byte[] {1}), PutMode.CREATE_NEW);
    try (InputStream in = backups.open(key, 0, 1)) {
      if (in.read() != 1) {
        throw new IOException("other content came back");
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read from " + backups.displayName(), e);
    } finally {
      backups.delete(List.of(key));
    }
  }
}
