package dev.milvusbackup.config;

import dev.milvusbackup.BackupClient;
import dev.milvusbackup.Beta;
import dev.milvusbackup.error.BackupException;
import dev.milvusbackup.storage.ObjectBody;
import dev.milvusbackup.storage.ObjectInfo;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.PutMode;
import dev.milvusbackup.storage.StorageException;
import dev.milvusbackup.storage.StoreProbe;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Checks that Milvus answers, that both storages can be listed, read and written, and that the
 * backup storage keeps its promises ({@link StoreProbe}).
 */
@Beta
public final class ConnectionCheck {

  private static final byte[] PROBE = {1};

  private final BackupConfig config;
  private final String id = UUID.randomUUID().toString();

  private ConnectionCheck(BackupConfig config) {
    this.config = config;
  }

  /**
   * Runs the check. It writes a few small objects under both roots and deletes them again.
   *
   * @param config what to try
   * @return the result
   * @throws BackupException if Milvus or a storage does not work; the message says what
   * @throws ConfigException if a store cannot be opened
   */
  public static CheckReport run(BackupConfig config) {
    return new ConnectionCheck(config).run();
  }

  private CheckReport run() {
    String version = milvusVersion();
    try (ObjectStore milvus = config.milvusStorage().open();
        ObjectStore backups = config.backupStorage().open()) {
      boolean empty = isEmpty(milvus);
      isEmpty(backups);
      StoreProbe.run(backups);
      return new CheckReport(config, version, empty, copies(milvus, backups));
    }
  }

  private String milvusVersion() {
    try (BackupClient client = config.openClient()) {
      return client.milvusVersion();
    }
  }

  private static boolean isEmpty(ObjectStore store) {
    try (Stream<ObjectInfo> objects = store.list(ObjectKey.ROOT)) {
      return objects.findFirst().isEmpty();
    }
  }

  /** Whether the service copies by itself; either way the copy arrived. */
  private boolean copies(ObjectStore milvus, ObjectStore backups) {
    ObjectKey from = ObjectKey.of("milvus_backup_check_src_" + id);
    ObjectKey to = ObjectKey.of("milvus_backup_check_dst_" + id);
    try {
      ObjectInfo probe = milvus.put(from, ObjectBody.of(PROBE), PutMode.CREATE_NEW);
      boolean byStore = backups.copyFrom(milvus, probe, to) != null;
      if (!byStore) {
        backups.put(to, ObjectBody.of(read(milvus, from)), PutMode.CREATE_NEW);
      }
      requireProbe(backups, to);
      return byStore;
    } finally {
      milvus.delete(List.of(from));
      backups.delete(List.of(to));
    }
  }

  private static void requireProbe(ObjectStore store, ObjectKey key) {
    if (!Arrays.equals(read(store, key), PROBE)) {
      throw new StorageException(
          "Cannot trust %s: the probe %s came back with other content. Check the storage."
              .formatted(store.displayName(), key));
    }
  }

  private static byte[] read(ObjectStore store, ObjectKey key) {
    try (InputStream in = store.open(key, 0, Long.MAX_VALUE)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new StorageException(
          "Cannot read the probe %s of %s: %s. Check the storage."
              .formatted(key, store.displayName(), e.getMessage()),
          e);
    }
  }
}
