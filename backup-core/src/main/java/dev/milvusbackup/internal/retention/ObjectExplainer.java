package dev.milvusbackup.internal.retention;

import dev.milvusbackup.BackupName;
import dev.milvusbackup.error.InvalidRequestException;
import dev.milvusbackup.internal.catalog.BackupCatalog;
import dev.milvusbackup.internal.catalog.LoadedBackup;
import dev.milvusbackup.internal.format.BackupLayout;
import dev.milvusbackup.internal.format.SharedLayout;
import dev.milvusbackup.internal.job.CancelToken;
import dev.milvusbackup.internal.sharing.SharedExplainer;
import dev.milvusbackup.internal.sharing.SharedPath;
import dev.milvusbackup.manifest.CollectionManifest;
import dev.milvusbackup.retention.ObjectExplanation;
import dev.milvusbackup.retention.ObjectFate;
import dev.milvusbackup.storage.ObjectInfo;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Explains what prunes do with an object. */
public final class ObjectExplainer {

  private final ObjectStore store;
  private final BackupCatalog catalog;

  public ObjectExplainer(ObjectStore store) {
    this.store = store;
    this.catalog = new BackupCatalog(store);
  }

  /**
   * Explains it.
   *
   * @throws InvalidRequestException if it does not exist and nothing refers to it
   */
  public ObjectExplanation explain(String text, Duration grace) {
    ObjectKey key = key(text);
    ObjectExplanation explanation =
        shared(key, grace).or(() -> ofBackup(key)).orElseGet(() -> other(key));
    if (explanation.size().isEmpty() && explanation.referredBy().isEmpty()) {
      throw unknown(text);
    }
    return explanation;
  }

  private Optional<ObjectExplanation> shared(ObjectKey key, Duration grace) {
    return Optional.of(key)
        .filter(object -> object.isBelow(SharedLayout.ROOTS))
        .flatMap(SharedPath::of)
        .map(
            path ->
                new SharedExplainer(store, path, new StoreClock(store).ofStore(), grace)
                    .explain(key, new CancelToken()));
  }

  private Optional<ObjectExplanation> ofBackup(ObjectKey key) {
    return name(key).flatMap(name -> ofBackup(key, new BackupLayout(name)));
  }

  private Optional<ObjectExplanation> ofBackup(ObjectKey key, BackupLayout layout) {
    Optional<LoadedBackup> complete = catalog.find(layout.name());
    boolean metadata = layout.isMetadata(key);
    if (complete.isEmpty() && !metadata && !layout.isData(key)) {
      return Optional.empty(); // of another program
    }
    boolean needed = complete.filter(backup -> needs(backup, key)).isPresent();
    return Optional.of(
        sized(key, ObjectFate.OF_BACKUP)
            .backup(layout.name().value())
            .referredBy(needed ? List.of(layout.name().value()) : List.of())
            .build());
  }

  private static boolean needs(LoadedBackup backup, ObjectKey key) {
    return backup.metas().stream().anyMatch(meta -> meta.key().equals(key))
        || key.equals(BackupCatalog.commit(backup.layout(), backup.manifest().summary()))
        || backup.manifest().collections().stream()
            .flatMap(CollectionManifest::objects)
            .anyMatch(object -> object.key().equals(key));
  }

  private ObjectExplanation other(ObjectKey key) {
    return sized(key, ObjectFate.OTHER).build();
  }

  private ObjectExplanation.Builder sized(ObjectKey key, ObjectFate fate) {
    ObjectExplanation.Builder explanation = ObjectExplanation.builder(key, fate);
    store.stat(key).map(ObjectInfo::size).ifPresent(explanation::size);
    return explanation;
  }

  private static Optional<BackupName> name(ObjectKey key) {
    String path = key.path();
    int end = path.indexOf('/');
    try {
      return end < 0 ? Optional.empty() : Optional.of(new BackupName(path.substring(0, end)));
    } catch (InvalidRequestException e) {
      return Optional.empty();
    }
  }

  private ObjectKey key(String text) {
    if (text.isEmpty()) {
      throw unknown(text);
    }
    try {
      return ObjectKey.of(text);
    } catch (IllegalArgumentException e) {
      throw unknown(text);
    }
  }

  private InvalidRequestException unknown(String text) {
    return new InvalidRequestException(
        "Cannot explain '%s': %s has no object of that key, and no backup refers to it. Write the key from the root of the backup store, as a verification reports it."
            .formatted(
                text.length() > 300 ? text.substring(0, 300) + "…" : text, store.displayName()));
  }
}
