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

/** Collects what a {@link BackupClient} needs. Not for use by several threads. */
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
   * The Milvus to back up or restore. Required.
   *
   * @param connection how to reach it
   * @return this builder
   */
  public BackupClientBuilder milvus(MilvusConnection connection) {
    this.milvus = connection;
    return this;
  }

  /**
   * The Milvus to back up or restore, without credentials.
   *
   * @param uri {@code http://host:port} or {@code https://host:port}
   * @return this builder
   * @throws InvalidRequestException if the URI is not of that form
   */
  public BackupClientBuilder milvus(String uri) {
    return milvus(MilvusConnection.at(uri));
  }

  /**
   * Where Milvus keeps its segments: its bucket with its root path ({@code minio.bucketName},
   * {@code minio.rootPath}), or its folder ({@code localStorage.path}). Required for {@link
   * BackupMode#BINLOG}; without it the client makes and restores {@link BackupMode#LOGICAL} backups
   * only.
   *
   * @param store the store; the caller closes it
   * @return this builder
   */
  public BackupClientBuilder milvusStorage(ObjectStore store) {
    this.milvusStorage = store;
    return this;
  }

  /**
   * As {@link #milvusStorage(ObjectStore)}, opened by URI and closed with the client.
   *
   * @param uri such as {@code file:///var/lib/milvus/data} or {@code
   *     minio://host:9000/a-bucket/files}
   * @param options credentials and settings
   * @return this builder
   * @throws IllegalArgumentException as {@link ObjectStores#open(URI, StoreOptions)}
   */
  public BackupClientBuilder milvusStorage(String uri, StoreOptions options) {
    return milvusStorage(open(uri, options));
  }

  /**
   * How Milvus itself names the root of the {@linkplain #milvusStorage(ObjectStore) Milvus
   * storage}, where that differs: a folder of this machine that is mounted into Milvus's container
   * at another path. Default: the same.
   *
   * @param root an absolute path without a slash at the end
   * @return this builder
   */
  public BackupClientBuilder rootSeenByMilvus(String root) {
    this.rootSeenByMilvus = root;
    return this;
  }

  /**
   * Where backups are kept. Required. If Milvus can read it too (same bucket service and bucket, or
   * a folder of the same machine), restores read it in place.
   *
   * @param store the store; the caller closes it
   * @return this builder
   */
  public BackupClientBuilder backupStorage(ObjectStore store) {
    this.backupStorage = store;
    return this;
  }

  /**
   * As {@link #backupStorage(ObjectStore)}, opened by URI and closed with the client.
   *
   * @param uri such as {@code file:///var/backups} or {@code s3://backups/prod}
   * @param options credentials and settings
   * @return this builder
   * @throws IllegalArgumentException as {@link ObjectStores#open(URI, StoreOptions)}
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
   * What jobs run on, one thread for each job while it lasts; it must not run them in the calling
   * thread. Copies and collections have threads of the client's own. Default: threads of the
   * client's own here too.
   *
   * @param executor the executor; the caller shuts it down
   * @return this builder
   */
  public BackupClientBuilder executor(Executor executor) {
    this.executor = executor;
    return this;
  }

  /**
   * The client. Nothing is connected yet.
   *
   * @return a new client
   * @throws InvalidRequestException if something required was not given
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
          "Cannot build a BackupClient: something is missing. Call " + call + ".");
    }
    return value;
  }
}
