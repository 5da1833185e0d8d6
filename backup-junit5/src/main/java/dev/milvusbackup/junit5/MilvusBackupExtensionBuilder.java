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
 * Settings of a {@link MilvusBackupExtension}. One of the {@code backups…} methods has to be
 * called. Not for use by several threads.
 *
 * <p>Without {@link #milvus}, {@link #embedded} or {@link #containers}, tests run on containers if
 * a Docker engine answers and Testcontainers is on the class path ({@code
 * org.testcontainers:testcontainers-milvus} and {@code testcontainers-minio}), else on an {@link
 * dev.milvusbackup.testkit.EmbeddedMilvus}.
 */
public final class MilvusBackupExtensionBuilder {

  private MilvusSource source = new MilvusSource.Automatic();
  private @Nullable BackupPlace backups;
  private @Nullable BackupPlace snapshots;
  private Consumer<BackupClientBuilder> client = builder -> {};
  private Duration timeout = Duration.ofMinutes(5);

  MilvusBackupExtensionBuilder() {}

  /**
   * Tests run on a Milvus that is there already. Other collections in it are left alone.
   *
   * @param connection how to reach it
   * @param storage where it keeps its segments, as for {@link
   *     BackupClientBuilder#milvusStorage(ObjectStore)}; it stays open
   * @return this builder
   */
  public MilvusBackupExtensionBuilder milvus(MilvusConnection connection, ObjectStore storage) {
    this.source = new MilvusSource.Given(connection, storage);
    return this;
  }

  /**
   * Tests run on a Milvus that is started as a process of this machine, also if there is a Docker
   * engine.
   *
   * @param settings what to start; not to be changed any more
   * @return this builder
   */
  public MilvusBackupExtensionBuilder embedded(EmbeddedMilvusBuilder settings) {
    this.source = new MilvusSource.Embedded(settings);
    return this;
  }

  /**
   * Tests run on Milvus 2.3.5 and MinIO in containers, or fail if no Docker engine answers. Needs
   * {@code org.testcontainers:testcontainers-milvus} and {@code testcontainers-minio}.
   *
   * @return this builder
   */
  public MilvusBackupExtensionBuilder containers() {
    this.source = new MilvusSource.Containers();
    return this;
  }

  /**
   * Backups lie in a folder. Snapshots go there too, unless {@link #snapshots} says otherwise.
   *
   * @param folder such as {@code Path.of("src/test/backups")}
   * @return this builder
   */
  public MilvusBackupExtensionBuilder backups(Path folder) {
    this.backups = new BackupPlace.Folder(folder.toAbsolutePath());
    return this;
  }

  /**
   * Backups lie in a store. Snapshots go there too, unless {@link #snapshots} says otherwise.
   *
   * @param store the store; it stays open
   * @return this builder
   */
  public MilvusBackupExtensionBuilder backups(ObjectStore store) {
    this.backups = new BackupPlace.Store(store);
    return this;
  }

  /**
   * Backups lie in a folder on the class path, also inside a jar, from which they are copied to a
   * temporary folder. With Maven, make sure that resource filtering, if it is on, leaves them out:
   * their files are binary.
   *
   * @param folder such as {@code backups} for {@code src/test/resources/backups}
   * @return this builder
   */
  public MilvusBackupExtensionBuilder backupsOnClassPath(String folder) {
    this.backups = new BackupPlace.ClassPath(folder);
    return this;
  }

  /**
   * Where snapshots go. Default: where the backups are, unless that is the class path.
   *
   * @param folder such as {@code Path.of("src/test/resources/backups")}
   * @return this builder
   */
  public MilvusBackupExtensionBuilder snapshots(Path folder) {
    this.snapshots = new BackupPlace.Folder(folder.toAbsolutePath());
    return this;
  }

  /**
   * Changes the clients that restore and make snapshots, and those that are parameters of tests.
   *
   * @param change such as {@code c -> c.rootSeenByMilvus("/var/lib/milvus/data")}
   * @return this builder
   */
  public MilvusBackupExtensionBuilder client(Consumer<BackupClientBuilder> change) {
    this.client = change;
    return this;
  }

  /**
   * How long a restore, a load or a snapshot may take each. Default: 5 minutes.
   *
   * @param timeout the longest wait
   * @return this builder
   */
  public MilvusBackupExtensionBuilder timeout(Duration timeout) {
    this.timeout = timeout;
    return this;
  }

  /**
   * The extension. Nothing is started yet.
   *
   * @return a new extension
   * @throws FixtureException if no place for backups was given
   */
  public MilvusBackupExtension build() {
    return new MilvusBackupExtension(settings());
  }

  Settings settings() {
    if (backups == null) {
      throw new FixtureException(
          "Cannot build a MilvusBackupExtension: it does not know where backups are. Call backups(Path.of(\"…\")) or backupsOnClassPath(\"backups\").");
    }
    BackupPlace writable =
        snapshots != null || backups instanceof BackupPlace.ClassPath ? snapshots : backups;
    return new Settings(source, backups, Optional.ofNullable(writable), client, timeout);
  }
}
