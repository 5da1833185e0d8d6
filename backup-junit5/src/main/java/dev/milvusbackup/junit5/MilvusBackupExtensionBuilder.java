package dev.milvusbackup.junit5;

import dev.milvusbackup.BackupClientBuilder;
import dev.milvusbackup.MilvusConnection;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.testkit.EmbeddedMilvusBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Settings of a {@link MilvusBackupExtension}. One of the {@code backups…} methods is required. Not
 * thread-safe.
 *
 * <p>Without {@link #milvus}, {@link #embedded} or {@link #containers}, tests use containers if a
 * Docker engine answers and Testcontainers is on the class path ({@code
 * org.testcontainers:testcontainers-milvus} and {@code testcontainers-minio}), and otherwise an
 * {@link dev.milvusbackup.testkit.EmbeddedMilvus}.
 */
public final class MilvusBackupExtensionBuilder {

  private MilvusSource source = new MilvusSource.Automatic();
  private @Nullable BackupPlace backups;
  private @Nullable BackupPlace snapshots;
  private Consumer<BackupClientBuilder> client = builder -> {};
  private Duration timeout = Duration.ofMinutes(5);

  MilvusBackupExtensionBuilder() {}

  /**
   * Uses an existing Milvus. Its other collections are not touched.
   *
   * @param connection the connection to it
   * @param storage its storage, as for {@link BackupClientBuilder#milvusStorage(ObjectStore)}; it
   *     stays open
   * @return this builder
   */
  public MilvusBackupExtensionBuilder milvus(MilvusConnection connection, ObjectStore storage) {
    this.source = new MilvusSource.Given(connection, storage);
    return this;
  }

  /**
   * Uses a Milvus that the extension starts as a local process, even if there is a Docker engine.
   *
   * @param settings the settings; do not change them afterwards
   * @return this builder
   */
  public MilvusBackupExtensionBuilder embedded(EmbeddedMilvusBuilder settings) {
    this.source = new MilvusSource.Embedded(settings);
    return this;
  }

  /**
   * Uses Milvus 2.3.5 and MinIO in containers. Tests fail if no Docker engine answers. Requires
   * {@code org.testcontainers:testcontainers-milvus} and {@code testcontainers-minio}.
   *
   * @return this builder
   */
  public MilvusBackupExtensionBuilder containers() {
    this.source = new MilvusSource.Containers();
    return this;
  }

  /**
   * Reads backups from a folder. Snapshots are stored there too, unless {@link #snapshots} is set.
   *
   * @param folder such as {@code Path.of("src/test/backups")}
   * @return this builder
   */
  public MilvusBackupExtensionBuilder backups(Path folder) {
    this.backups = new BackupPlace.Folder(folder.toAbsolutePath());
    return this;
  }

  /**
   * Reads backups from a store. Snapshots are stored there too, unless {@link #snapshots} is set.
   *
   * @param store the store; it stays open
   * @return this builder
   */
  public MilvusBackupExtensionBuilder backups(ObjectStore store) {
    this.backups = new BackupPlace.Store(store);
    return this;
  }

  /**
   * Reads backups from a folder on the class path. Backups in a jar are copied to a temporary
   * folder. With Maven, exclude them from resource filtering: their files are binary.
   *
   * @param folder such as {@code backups} for {@code src/test/resources/backups}
   * @return this builder
   */
  public MilvusBackupExtensionBuilder backupsOnClassPath(String folder) {
    this.backups = new BackupPlace.ClassPath(folder);
    return this;
  }

  /**
   * Sets the folder for snapshots. Default: the place of the backups, unless that is the class
   * path.
   *
   * @param folder such as {@code Path.of("src/test/resources/backups")}
   * @return this builder
   */
  public MilvusBackupExtensionBuilder snapshots(Path folder) {
    this.snapshots = new BackupPlace.Folder(folder.toAbsolutePath());
    return this;
  }

  /**
   * Changes the settings of all clients: those that restore backups and create snapshots, and those
   * that are parameters of tests.
   *
   * @param change such as {@code c -> c.rootSeenByMilvus("/var/lib/milvus/data")}
   * @return this builder
   */
  public MilvusBackupExtensionBuilder client(Consumer<BackupClientBuilder> change) {
    this.client = change;
    return this;
  }

  /**
   * Sets the maximum time for each restore, load or snapshot. Default: 5 minutes.
   *
   * @param timeout the maximum time to wait
   * @return this builder
   */
  public MilvusBackupExtensionBuilder timeout(Duration timeout) {
    this.timeout = timeout;
    return this;
  }

  /**
   * Builds the extension. Nothing is started yet.
   *
   * @return a new extension
   * @throws FixtureException if the place of backups is missing
   */
  public MilvusBackupExtension build() {
    return new MilvusBackupExtension(settings());
  }

  Settings settings() {
    if (backups == null) {
      throw new FixtureException(
          "Cannot build a MilvusBackupExtension: the place of backups is missing. Call backups(Path.of(\"…\")) or backupsOnClassPath(\"backups\").");
    }
    BackupPlace writable =
        snapshots != null || backups instanceof BackupPlace.ClassPath ? snapshots : backups;
    return new Settings(source, backups, Optional.ofNullable(writable), client, timeout);
  }
}
