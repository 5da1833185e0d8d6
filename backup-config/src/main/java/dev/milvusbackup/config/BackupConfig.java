package dev.milvusbackup.config;

import dev.milvusbackup.BackupClient;
import dev.milvusbackup.Beta;
import dev.milvusbackup.error.InvalidRequestException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A complete configuration, read from a file in either schema, environment variables and overrides.
 * Immutable. {@link #toString()} contains no secrets.
 *
 * <p>{@code BackupConfig.load(Path.of("backup.yaml")).openClient()} opens a client; {@link
 * ConfigLoader} offers more choices.
 */
public final class BackupConfig {

  private final MilvusSettings milvus;
  private final StorageSettings milvusStorage;
  private final StorageSettings backupStorage;
  private final ConcurrencySettings concurrency;
  private final CreateSettings creates;
  private final ServerSettings server;
  private final LogSettings log;

  BackupConfig(
      MilvusSettings milvus,
      StorageSettings milvusStorage,
      StorageSettings backupStorage,
      JobSettings jobs,
      ServerSettings server,
      LogSettings log) {
    this.milvus = milvus;
    this.milvusStorage = milvusStorage;
    this.backupStorage = backupStorage;
    this.concurrency = jobs.concurrency();
    this.creates = jobs.creates();
    this.server = server;
    this.log = log;
  }

  /**
   * Loads a configuration file. Environment variables of this process take precedence over the
   * file. Warnings are dropped; {@link ConfigLoader} returns them.
   *
   * @param file the file: an existing path, or a name in the folder {@code $MILVUSCONF} or in
   *     {@code configs}
   * @return the configuration
   * @throws ConfigException with all problems of the configuration
   */
  public static BackupConfig load(Path file) {
    return ConfigLoader.create().file(file).load().config();
  }

  /** How jobs run, and what they do by default. */
  record JobSettings(ConcurrencySettings concurrency, CreateSettings creates) {}

  /** {@return the connection to Milvus} */
  public MilvusSettings milvus() {
    return milvus;
  }

  /** {@return the storage where Milvus keeps its data} */
  public StorageSettings milvusStorage() {
    return milvusStorage;
  }

  /** {@return the storage for backups} */
  public StorageSettings backupStorage() {
    return backupStorage;
  }

  /** {@return the limits on concurrency} */
  public ConcurrencySettings concurrency() {
    return concurrency;
  }

  /** {@return what creates do unless their request says otherwise} */
  @Beta
  public CreateSettings creates() {
    return creates;
  }

  /** {@return the settings of the REST server} */
  public ServerSettings server() {
    return server;
  }

  /** {@return the settings for logging} */
  public LogSettings log() {
    return log;
  }

  /**
   * Opens a client. It works on as many collections simultaneously as this configuration allows for
   * backups, and connects to Milvus at the first call that needs it.
   *
   * @return a new client, which the caller closes
   * @throws ConfigException if a store cannot be opened
   */
  public BackupClient openClient() {
    return ClientFactory.open(this, concurrency.backupCollections());
  }

  /**
   * Opens a client that works on as many collections simultaneously as this configuration allows
   * for restores. Apart from that, the same as {@link #openClient()}.
   *
   * @return a new client, which the caller closes
   * @throws ConfigException if a store cannot be opened
   */
  public BackupClient openClientForRestore() {
    return ClientFactory.open(this, concurrency.restoreCollections());
  }

  /**
   * Returns a copy that keeps backups at another path of the same storage.
   *
   * @param root the path in the bucket, or the folder
   * @return the changed copy
   * @throws InvalidRequestException if the path contains {@code ..}
   */
  public BackupConfig withBackupRoot(String root) {
    if (List.of(root.split("[/\\\\]")).contains("..")) {
      throw new InvalidRequestException(
          "Cannot use backup root '%s': it holds '..'. Write the path itself.".formatted(root));
    }
    return withBackupStorage(backupStorage.withRoot(root));
  }

  /**
   * Returns a copy that keeps backups in another bucket of the same storage.
   *
   * @param bucket the name of the bucket
   * @return the changed copy
   * @throws InvalidRequestException if the name is not valid
   */
  public BackupConfig withBackupBucket(String bucket) {
    if (!bucket.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
      throw new InvalidRequestException(
          "Cannot use a bucket: the name is not one. Write letters, digits, '.', '_' and '-'.");
    }
    return withBackupStorage(backupStorage.withBucket(bucket));
  }

  private BackupConfig withBackupStorage(StorageSettings storage) {
    return new BackupConfig(
        milvus, milvusStorage, storage, new JobSettings(concurrency, creates), server, log);
  }

  @Override
  public boolean equals(@Nullable Object object) {
    return object instanceof BackupConfig other
        && milvus.equals(other.milvus)
        && milvusStorage.equals(other.milvusStorage)
        && backupStorage.equals(other.backupStorage)
        && concurrency.equals(other.concurrency)
        && creates.equals(other.creates)
        && server.equals(other.server)
        && log.equals(other.log);
  }

  @Override
  public int hashCode() {
    return Objects.hash(milvus, milvusStorage, backupStorage, concurrency, creates, server, log);
  }

  @Override
  public String toString() {
    return "BackupConfig[milvus=%s, milvusStorage=%s, backupStorage=%s, concurrency=%s, creates=%s, server=%s, log=%s]"
        .formatted(milvus, milvusStorage, backupStorage, concurrency, creates, server, log);
  }
}
