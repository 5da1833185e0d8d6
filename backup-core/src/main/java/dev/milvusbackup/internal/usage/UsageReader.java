package dev.milvusbackup.internal.usage;

import dev.milvusbackup.BackupListing;
import dev.milvusbackup.BackupListing.Incomplete;
import dev.milvusbackup.BackupName;
import dev.milvusbackup.BackupSummary;
import dev.milvusbackup.error.CorruptBackupException;
import dev.milvusbackup.error.UnsupportedVersionException;
import dev.milvusbackup.internal.catalog.BackupCatalog;
import dev.milvusbackup.internal.catalog.IncrementCatalog;
import dev.milvusbackup.internal.catalog.IncrementCatalog.Referring;
import dev.milvusbackup.internal.format.SharedLayout;
import dev.milvusbackup.internal.format.commit.LedgerRecord;
import dev.milvusbackup.internal.job.CancelToken;
import dev.milvusbackup.internal.job.Parallel;
import dev.milvusbackup.internal.sharing.References;
import dev.milvusbackup.internal.sharing.SharedPath;
import dev.milvusbackup.retention.BackupUsage;
import dev.milvusbackup.retention.StoreUsage;
import dev.milvusbackup.storage.ObjectInfo;
import dev.milvusbackup.storage.ObjectStore;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what the backups of a store hold. Of manifests it keeps one bit for each segment, and
 * it reads them one after the other.
 */
public final class UsageReader {

  private final ObjectStore store;
  private final Parallel reads;
  private final IncrementCatalog increments;
  private final SegmentIndex index = new SegmentIndex();
  private final List<Found> found = new ArrayList<>();

  public UsageReader(ObjectStore store, Parallel reads) {
    this.store = store;
    this.reads = reads;
    this.increments = new IncrementCatalog(store);
  }

  /** A backup, complete or not. */
  private record Found(String name, boolean incremental, @Nullable String problem, BitSet needs) {

    Found withProblem(String why) {
      return new Found(name, incremental, why, needs);
    }
  }

  public StoreUsage read() {
    BackupListing listing = new BackupCatalog(store).list(reads);
    for (BackupSummary backup : listing.backups()) {
      add(new Found(backup.name(), backup.incremental(), null, new BitSet()));
    }
    for (Incomplete backup : listing.incomplete()) {
      add(new Found(backup.name(), false, backup.reason(), new BitSet()));
    }
    found.sort(Comparator.comparing(Found::name));
    List<OwnBytes> own =
        reads.map(
            found,
            new CancelToken(),
            backup -> OwnBytes.of(store, backup.name(), backup.problem() == null));
    long[] shared = readShared();
    return usage(own, shared[0], shared[1]);
  }

  private void add(Found backup) {
    boolean refers = backup.incremental() || backup.problem() != null;
    Found result = refers ? referring(backup) : backup;
    index.add(result.needs());
    found.add(result);
  }

  private Found referring(Found backup) {
    try {
      Referring referring = increments.referring(new BackupName(backup.name()));
      referring
          .tree()
          .ifPresent(
              tree ->
                  References.each(
                      tree.collections(),
                      (segment, logs) -> need(backup, logs.root(), segment.segmentId())));
      referring.ledgers().forEach(part -> need(backup, part));
      return backup;
    } catch (CorruptBackupException | UnsupportedVersionException e) {
      return backup.withProblem(String.valueOf(e.getMessage()));
    }
  }

  private void need(Found backup, LedgerRecord ledger) {
    ledger.objects().stream()
        .flatMap(object -> SharedLayout.key(object.path()).stream())
        .flatMap(key -> SharedPath.of(key).stream())
        .forEach(path -> need(backup, path.root(), path.group()));
  }

  private void need(Found backup, String root, long segment) {
    backup.needs().set(index.number(root, segment));
  }

  /** Returns the bytes of all shared objects, and of those that no backup needs. */
  private long[] readShared() {
    long[] sums = new long[2];
    try (Stream<ObjectInfo> objects = store.list(SharedLayout.ROOTS)) {
      objects.forEach(
          object -> {
            sums[0] += object.size();
            Optional<SharedPath> path = SharedPath.of(object.key());
            if (path.isEmpty()
                || !index.add(path.get().root(), path.get().group(), object.size())) {
              sums[1] += object.size();
            }
          });
    }
    return sums;
  }

  private StoreUsage usage(List<OwnBytes> own, long shared, long unreferenced) {
    List<BackupUsage> backups = new ArrayList<>();
    long bytes = shared;
    for (int i = 0; i < found.size(); i++) {
      if (!own.get(i).foreign()) {
        backups.add(usage(found.get(i), own.get(i)));
        bytes += own.get(i).total();
      }
    }
    return StoreUsage.builder()
        .backups(backups)
        .bytesUnreferenced(unreferenced)
        .bytes(bytes)
        .build();
  }

  private BackupUsage usage(Found backup, OwnBytes own) {
    BackupUsage.Builder usage =
        BackupUsage.builder(backup.name())
            .incremental(backup.incremental())
            .own(own.metadata(), own.data())
            .bytesOnlyHere(index.bytesOnly(backup.needs()))
            .shared(index.bytesShared(backup.needs()), sharedWith(backup));
    Optional.ofNullable(backup.problem()).ifPresent(usage::problem);
    return usage.build();
  }

  private List<String> sharedWith(Found backup) {
    return found.stream()
        .filter(other -> !other.name().equals(backup.name()))
        .filter(other -> other.needs().intersects(backup.needs()))
        .map(Found::name)
        .toList();
  }
}
