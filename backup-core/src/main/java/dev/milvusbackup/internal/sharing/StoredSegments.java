package dev.milvusbackup.internal.sharing;

import dev.milvusbackup.BackupName;
import dev.milvusbackup.internal.catalog.IncrementCatalog;
import dev.milvusbackup.internal.catalog.IncrementCatalog.Increment;
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
import java.util.Optional;
import java.util.Set;

/** The segments of a Milvus that a backup store holds, and that a new backup can refer to. */
public final class StoredSegments {

  private final ObjectStore store;
  private final CancelToken cancel;
  private final SharedSegments condemned = new SharedSegments();
  private final History history = new History();

  public StoredSegments(ObjectStore store, CancelToken cancel) {
    this.store = store;
    this.cancel = cancel;
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
   * Reads what is going to be removed.
   *
   * @return the names of the condemned lists
   */
  public List<String> readCondemned() {
    List<CondemnedList> lists =
        new CondemnedLists(store).read().stream().filter(l -> l.record().isPresent()).toList();
    lists.forEach(list -> condemned.addAll(list.record().orElseThrow()));
    return lists.stream().map(CondemnedList::name).toList();
  }

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

  /** Where a segment is; empty if it has to be copied. */
  public Optional<SharedLogs> find(SegmentBackupInfo segment, String fingerprint) {
    return history.find(segment, fingerprint);
  }

  /** The objects of a segment that {@link #find} has found, in the order of their paths. */
  List<CommittedObject> objects(SegmentBackupInfo segment) {
    return history.objects(segment);
  }
}
