package dev.milvusbackup.internal.binlog.export;

import dev.milvusbackup.internal.catalog.Ledgers;
import dev.milvusbackup.internal.format.BackupLayout;
import dev.milvusbackup.internal.format.SharedLayout;
import dev.milvusbackup.internal.format.commit.CommittedObject;
import dev.milvusbackup.internal.format.commit.LedgerRecord;
import dev.milvusbackup.internal.format.json.MetadataJson;
import dev.milvusbackup.internal.format.metadata.SegmentBackupInfo;
import dev.milvusbackup.internal.sharing.SharedPath;
import dev.milvusbackup.internal.transfer.CopiedObject;
import dev.milvusbackup.storage.ObjectBody;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.PutMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Records copied objects with their digests, so that an interrupted create can be resumed. Each
 * part is one object, hence whole or absent; objects copied after the last part are copied again.
 */
public final class CopyLedger {

  private static final int LONGEST_PART = 1000;

  private final ObjectStore backups;
  private final BackupLayout layout;
  private final String source;
  private final String holder;
  private final long intervalNanos;
  private final Function<Long, SegmentBackupInfo> shared;
  private List<CommittedObject> part = new ArrayList<>();
  private int parts;
  private long total;
  private long writtenNanos = System.nanoTime();

  /**
   * An empty ledger.
   *
   * @param source the source storage
   * @param holder a word that is unique to this job
   * @param interval the longest time of copying that an interruption can waste
   * @param shared finds a shared segment by its id, without its logs
   */
  public CopyLedger(
      ObjectStore backups,
      BackupLayout layout,
      String source,
      String holder,
      Duration interval,
      Function<Long, SegmentBackupInfo> shared) {
    this.backups = backups;
    this.layout = layout;
    this.source = source;
    this.holder = holder;
    this.intervalNanos = interval.toNanos();
    this.shared = shared;
  }

  /** Records a copy; thread-safe. */
  public void add(CopiedObject copied) {
    if (copied.digest().isEmpty()) {
      return; // no digest to recognize it
    }
    CommittedObject entry =
        CommittedObject.of(layout.path(copied.key()), copied.size(), copied.digest());
    if (isDueWith(entry)) {
      write();
    }
  }

  /** The number of recorded copies. */
  public synchronized long total() {
    return total;
  }

  /** Writes the pending records. */
  public void write() {
    List<CommittedObject> full;
    ObjectKey key;
    synchronized (this) {
      if (part.isEmpty()) {
        return;
      }
      full = part;
      key = layout.ledger(holder, ++parts);
      part = new ArrayList<>();
      writtenNanos = System.nanoTime();
    }
    backups.put(
        key,
        ObjectBody.of(MetadataJson.write(new LedgerRecord(source, full, segments(full)))),
        PutMode.REPLACE);
  }

  private List<SegmentBackupInfo> segments(List<CommittedObject> objects) {
    return objects.stream()
        .map(object -> SharedLayout.key(object.path()).flatMap(SharedPath::of))
        .flatMap(Optional::stream)
        .map(SharedPath::group)
        .distinct()
        .map(shared)
        .toList();
  }

  private synchronized boolean isDueWith(CommittedObject entry) {
    part.add(entry);
    total++;
    return part.size() >= LONGEST_PART || System.nanoTime() - writtenNanos >= intervalNanos;
  }

  /** What interrupted creates have copied from a source. */
  static List<LedgerRecord> read(ObjectStore backups, BackupLayout layout, String source) {
    return Ledgers.read(backups, layout).stream()
        .filter(part -> part.source().equals(source))
        .toList();
  }
}
