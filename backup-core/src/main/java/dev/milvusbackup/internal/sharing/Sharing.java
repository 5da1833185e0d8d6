package dev.milvusbackup.internal.sharing;

import dev.milvusbackup.BackupName;
import dev.milvusbackup.error.CorruptBackupException;
import dev.milvusbackup.internal.catalog.BackupRemover;
import dev.milvusbackup.internal.catalog.IncrementCatalog;
import dev.milvusbackup.internal.catalog.IncrementCatalog.Increment;
import dev.milvusbackup.internal.format.SharedLayout;
import dev.milvusbackup.internal.format.commit.CommittedObject;
import dev.milvusbackup.internal.format.commit.LedgerRecord;
import dev.milvusbackup.internal.format.metadata.SegmentBackupInfo;
import dev.milvusbackup.internal.format.metadata.SharedLogs;
import dev.milvusbackup.internal.job.CancelToken;
import dev.milvusbackup.internal.job.Parallel;
import dev.milvusbackup.internal.sharing.CondemnedLists.CondemnedList;
import dev.milvusbackup.storage.ObjectStore;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What an incremental create relies on: its pin, the segments that the store holds, and the root
 * for those that it copies.
 */
public final class Sharing implements AutoCloseable {

  private final ObjectStore store;
  private final Pin pin;
  private final CancelToken cancel;
  private final SharedSegments condemned = new SharedSegments();
  private final History history = new History();

  private Sharing(ObjectStore store, Pin pin, CancelToken cancel) {
    this.store = store;
    this.pin = pin;
    this.cancel = cancel;
  }

  /**
   * Begins it. Whatever is read of the store later stays there.
   *
   * @param store the store of the backups
   */
  public static Sharing begin(ObjectStore store, Pins pins, String jobId, CancelToken cancel) {
    new ConditionalPuts(store).require();
    Sharing sharing = new Sharing(store, pins.write("create", jobId, cancel), cancel);
    try {
      sharing.readCondemned();
      return sharing;
    } catch (RuntimeException | Error e) {
      sharing.close();
      throw e;
    }
  }

  private void readCondemned() {
    List<CondemnedList> lists =
        new CondemnedLists(store).read().stream().filter(l -> l.record().isPresent()).toList();
    lists.forEach(list -> condemned.addAll(list.record().orElseThrow()));
    if (!lists.isEmpty()) {
      pin.see(lists.stream().map(CondemnedList::name).toList());
    }
  }

  /**
   * What a create looks for.
   *
   * @param name of the new backup
   * @param source the storage of the Milvus
   * @param collections their ids
   */
  public record Wanted(BackupName name, String source, Set<Long> collections) {}

  /**
   * Finds out what the store holds.
   *
   * @param ledger what an interrupted create has copied
   */
  public void learn(
      Wanted wanted, List<LedgerRecord> ledger, IncrementCatalog catalog, Parallel reads) {
    history.add(
        ledger.stream().flatMap(part -> part.objects().stream()).toList(),
        ledger.stream().flatMap(part -> part.segments().stream()).toList());
    newest(catalog.list(wanted.source(), wanted.name(), reads, cancel), wanted.collections())
        .forEach(
            (backup, ids) -> catalog.find(backup).ifPresent(commit -> history.add(commit, ids)));
    history.retainIntact(new SharedLook(store), condemned);
  }

  /** For each backup the collections of which it is the newest one. */
  private static Map<BackupName, Set<Long>> newest(
      List<Increment> newestFirst, Set<Long> collections) {
    Set<Long> open = new HashSet<>(collections);
    Map<BackupName, Set<Long>> newest = new LinkedHashMap<>();
    for (Increment backup : newestFirst) {
      Set<Long> found = new HashSet<>(backup.header().collections());
      found.retainAll(open);
      if (!found.isEmpty()) {
        open.removeAll(found);
        newest.put(backup.name(), found);
      }
    }
    return newest;
  }

  /** The root that this create fills. Nothing else writes there. */
  public String root() {
    return pin.token();
  }

  /** Where the insert logs of a segment are, or have to be copied to. */
  public SharedLogs place(SegmentBackupInfo segment, String fingerprint) {
    return history.find(segment, fingerprint).orElseGet(() -> new SharedLogs(root(), fingerprint));
  }

  /** The objects of a segment that the store holds, in the order of their paths. */
  public List<CommittedObject> objects(SegmentBackupInfo segment) {
    return history.objects(segment);
  }

  /**
   * Looks whether the store holds what a backup refers to, and no prune can have taken this job for
   * dead.
   *
   * @throws CorruptBackupException if something is gone
   */
  public void require(References references) {
    pin.require();
    references
        .firstBroken(new SharedLook(store))
        .ifPresent(
            segment -> {
              throw new CorruptBackupException(
                  "Cannot complete the backup: %s is no longer as it was in %s. Create it again, and check whether another program writes there."
                      .formatted(segment, store.displayName()));
            });
  }

  /** Removes what this create has copied, before anything can refer to it. */
  public void discard() {
    BackupRemover.deleteBelow(store, SharedLayout.root(root()));
  }

  @Override
  public void close() {
    pin.close();
  }
}
