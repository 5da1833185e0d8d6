package dev.milvusbackup.internal.sharing;

import dev.milvusbackup.BackupName;
import dev.milvusbackup.error.CorruptBackupException;
import dev.milvusbackup.internal.catalog.IncrementCatalog;
import dev.milvusbackup.internal.catalog.IncrementCatalog.Increment;
import dev.milvusbackup.internal.format.commit.IncrementalCommit;
import dev.milvusbackup.internal.format.commit.LedgerRecord;
import dev.milvusbackup.internal.format.commit.PackedObjects;
import dev.milvusbackup.internal.format.metadata.SegmentBackupInfo;
import dev.milvusbackup.internal.job.CancelToken;
import dev.milvusbackup.internal.job.Parallel;
import dev.milvusbackup.internal.sharing.CondemnedLists.CondemnedList;
import dev.milvusbackup.storage.ObjectStore;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The segments of a Milvus that a backup store holds, and that a new backup can refer to. */
public final class StoredSegments {

  private static final Logger LOG = LoggerFactory.getLogger(StoredSegments.class);

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
    addNewest(
        catalog.list(wanted.source(), wanted.name(), reads, cancel),
        new HashSet<>(wanted.collections()),
        catalog);
    history.retainIntact(new SharedLook(store), condemned);
  }

  /** Of each collection the newest backup that can be read. */
  private void addNewest(List<Increment> newestFirst, Set<Long> open, IncrementCatalog catalog) {
    for (Increment backup : newestFirst) {
      cancel.check();
      Set<Long> found = new HashSet<>(backup.header().collections());
      found.retainAll(open);
      if (!found.isEmpty() && add(backup.name(), found, catalog)) {
        open.removeAll(found);
      }
    }
  }

  private boolean add(BackupName backup, Set<Long> collections, IncrementCatalog catalog) {
    try {
      Optional<IncrementalCommit> commit = catalog.find(backup);
      commit.ifPresent(found -> history.add(found, collections));
      return commit.isPresent();
    } catch (CorruptBackupException e) {
      LOG.warn("No objects of backup '{}' are shared: {}", backup, e.getMessage());
      return false;
    }
  }

  /** The root that has a segment; empty if it has to be copied. */
  public Optional<String> find(SegmentBackupInfo segment) {
    return history.find(segment);
  }

  /** Lists with the objects of the segments that {@link #find} finds, and others. */
  public List<PackedObjects> objects() {
    return history.objects();
  }
}
