package dev.milvusbackup;

import dev.milvusbackup.error.InvalidRequestException;
import dev.milvusbackup.internal.DefaultBackupClient;
import dev.milvusbackup.internal.MilvusInstance;
import dev.milvusbackup.internal.milvusstorage.MilvusStorage;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.ObjectStores;
import dev.milvusbackup.storage.StoreOptions;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Builds a {@link BackupClient}. Not safe for use by several threads. */
public final class BackupClientBuilder {

  private @Nullable MilvusConnection milvus;
  private @Nullable ObjectStore milvusStorage;
  private @Nullable String rootSeenByMilvus;
  private @Nullable ObjectStore backupStorage;
  private Limits limits = Limits.defaults();
  private @Nullable Executor executor;
  private final List<ObjectStore> owned = new ArrayList<>();

  BackupClientBuilder() {}

  /**
   * Sets the Milvus instance to back up or restore. Required.
   *
   * @param connection the connection to it
   * @return this builder
   */
  public BackupClientBuilder milvus(MilvusConnection connection) {
    this.milvus = connection;
    return this;
  }

  /**
   * Sets the Milvus instance to back up or restore, without credentials.
   *
   * @param uri {@code http://host:port} or {@code https://host:port}
   * @return this builder
   * @throws InvalidRequestException if the URI is not of that form
   */
  public BackupClientBuilder milvus(String uri) {
    return milvus(MilvusConnection.at(uri));
  }

  /**
   * Sets the storage where Milvus keeps its segments: its bucket with its root path ({@code
   * minio.bucketName}, {@code minio.rootPath} in the configuration of Milvus), or its folder
   * ({@code localStorage.path}). Required for {@link BackupMode#BINLOG}; without it, the client
   * only creates and restores {@link BackupMode#LOGICAL} backups.
   *
   * @param store the store, which the caller closes
   * @return this builder
   */
  public BackupClientBuilder milvusStorage(ObjectStore store) {
    this.milvusStorage = store;
    return this;
  }

  /**
   * Sets the storage where Milvus keeps its segments, same as {@link #milvusStorage(ObjectStore)}.
   * The client opens the store, and closes it when it is closed.
   *
   * @param uri such as {@code file:///var/lib/milvus/data} or {@code
   *     minio://host:9000/a-bucket/files}
   * @param options the credentials and settings of the store
   * @return this builder
   * @throws IllegalArgumentException for the same reasons as {@link ObjectStores#open(URI,
   *     StoreOptions)}
   */
  public BackupClientBuilder milvusStorage(String uri, StoreOptions options) {
    return milvusStorage(open(uri, options));
  }

  /**
   * Sets the path under which Milvus itself sees the root of the {@linkplain
   * #milvusStorage(ObjectStore) Milvus storage}. Needed if it differs, for example because a folder
   * of this machine is mounted at another path in the container of Milvus. Default: the same path.
   *
   * @param root an absolute path without a trailing slash
   * @return this builder
   */
  public BackupClientBuilder rootSeenByMilvus(String root) {
    this.rootSeenByMilvus = root;
    return this;
  }

  /**
   * Sets the store for backups. Required. If Milvus can read it too (a bucket of the same service,
   * or a folder of the same machine), restores read the backup in place.
   *
   * @param store the store, which the caller closes
   * @return this builder
   */
  public BackupClientBuilder backupStorage(ObjectStore store) {
    this.backupStorage = store;
    return this;
  }

  /**
   * Sets the store for backups, same as {@link #backupStorage(ObjectStore)}. The client opens the
   * store, and closes it when it is closed.
   *
   * @param uri such as {@code file:///var/backups} or {@code s3://backups/prod}
   * @param options the credentials and settings of the store
   * @return this builder
   * @throws IllegalArgumentException for the same reasons as {@link ObjectStores#open(URI,
   *     StoreOptions)}
   */
  public BackupClientBuilder backupStorage(String uri, StoreOptions options) {
    return backupStorage(open(uri, options));
  }

  /**
   * Changes the limits. Default: {@link Limits#defaults()}.
   *
   * @param change such as {@code l -> l.concurrentCopies(8)}
   * @return this builder
   */
  public BackupClientBuilder limits(UnaryOperator<Limits> change) {
    this.limits = change.apply(limits);
    return this;
  }

  /**
   * Sets the executor of jobs, which occupy one thread each while they run. It cannot be one that
   * runs tasks in the calling thread. Copies and collections use threads of the client. Default:
   * threads of the client.
   *
   * @param executor the executor, which the caller shuts down
   * @return this builder
   */
  public BackupClientBuilder executor(Executor executor) {
    this.executor = executor;
    return this;
  }

  /**
   * Builds the client. It connects to Milvus at the first call that needs it.
   *
   * @return a new client
   * @throws InvalidRequestException if a required value is missing
   */
  public BackupClient build() {
    MilvusConnection connection = required(milvus, "milvus(\"http://localhost:19530\")");
    ObjectStore backups = required(backupStorage, "backupStorage(…), where backups are kept");
    MilvusStorage storage =
        milvusStorage == null
            ? MilvusStorage.absent()
            : new MilvusStorage(milvusStorage, Optional.ofNullable(rootSeenByMilvus));
    return new DefaultBackupClient(
        MilvusInstance.at(connection, storage, limits),
        backups,
        limits,
        Optional.ofNullable(executor),
        List.copyOf(owned));
  }

  private ObjectStore open(String uri, StoreOptions options) {
    ObjectStore store = ObjectStores.open(URI.create(uri), options);
    owned.add(store);
    return store;
  }

  private static <T> T required(@Nullable T value, String call) {
    if (value == null) {
      throw new InvalidRequestException(
          "Cannot build a BackupClient: a required value is missing. Call " + call + ".");
    }
    return value;
  }
}
