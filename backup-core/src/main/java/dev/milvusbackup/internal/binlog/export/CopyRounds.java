package dev.milvusbackup.internal.binlog.export;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.error.MilvusException;
import dev.milvusbackup.internal.data.BackupPlan;
import dev.milvusbackup.internal.format.metadata.CollectionBackupInfo;
import dev.milvusbackup.internal.job.JobContext;
import dev.milvusbackup.internal.transfer.CopiedObject;
import dev.milvusbackup.internal.transfer.ObjectCopier;
import dev.milvusbackup.internal.transfer.ObjectCopy;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies the files of snapshots. If Milvus has removed files in the meantime, because it compacted
 * their segments or the collection was dropped, it takes new snapshots of these collections and
 * copies only new files.
 */
public record CopyRounds(
    ObjectStore backups,
    ObjectCopier copier,
    SnapshotSetTaker snapshots,
    Consumer<CopiedObject> afterEach) {

  private static final Logger LOG = LoggerFactory.getLogger(CopyRounds.class);
  private static final int MOST = 5;

  /** The final content of the backup. */
  public record Result(SnapshotSet snapshot, List<CopiedObject> copied) {}

  private record Attempt(List<CopiedObject> copied, Set<ObjectKey> vanished) {}

  public Result run(
      BackupPlan plan, SnapshotSet first, Map<ObjectKey, CopiedObject> earlier, JobContext job) {
    Map<ObjectKey, CopiedObject> done = new HashMap<>(earlier);
    SnapshotSet snapshot = first;
    for (int round = 1; ; round++) {
      Attempt attempt = copyMissing(snapshot, done.keySet(), job);
      Set<ObjectKey> vanished = attempt.vanished();
      if (vanished.isEmpty() && done.isEmpty()) {
        return new Result(
            snapshot, attempt.copied()); // the usual case, which needs the least memory
      }
      attempt.copied().forEach(copied -> done.put(copied.key(), copied));
      if (vanished.isEmpty()) {
        if (round > 1) {
          removeStrays(snapshot, done);
        }
        return new Result(snapshot, List.copyOf(done.values()));
      }
      List<CollectionSnapshot> stale = snapshot.owners(vanished);
      List<CollectionName> names =
          stale.stream()
              .map(CollectionSnapshot::info)
              .map(CollectionBackupInfo::collection)
              .toList();
      if (round == MOST) {
        throw new MilvusException(
            "Cannot back up %s: Milvus removes files faster than they are copied (%d attempts, last %s). Retry when it compacts less, or pause its garbage collection."
                .formatted(names, MOST, vanished.iterator().next()));
      }
      LOG.info(
          "Milvus removed {} files of {} during the copy: planning these collections again",
          vanished.size(),
          names);
      snapshot = snapshot.with(stale, snapshots.take(plan, names, job)).requireAny();
    }
  }

  private Attempt copyMissing(SnapshotSet snapshot, Set<ObjectKey> done, JobContext job) {
    List<ObjectCopy> missing = snapshot.copies();
    if (!done.isEmpty()) {
      missing = missing.stream().filter(copy -> !done.contains(copy.to())).toList();
    }
    Set<ObjectKey> vanished = ConcurrentHashMap.newKeySet();
    List<CopiedObject> copied =
        copier.copyPresent(missing, job, afterEach, copy -> vanished.add(copy.from()));
    return new Attempt(copied, vanished);
  }

  private void removeStrays(SnapshotSet snapshot, Map<ObjectKey, CopiedObject> done) {
    Set<ObjectKey> wanted =
        snapshot.copies().stream().map(ObjectCopy::to).collect(Collectors.toSet());
    Set<ObjectKey> strays = new HashSet<>(done.keySet());
    strays.removeAll(wanted);
    backups.delete(strays);
    done.keySet().removeAll(strays);
  }
}
