package dev.milvusbackup.internal.binlog.export;

import dev.milvusbackup.error.CorruptBackupException;
import dev.milvusbackup.internal.format.BackupLayout;
import dev.milvusbackup.internal.format.commit.CommittedObject;
import dev.milvusbackup.internal.format.commit.LedgerRecord;
import dev.milvusbackup.internal.format.json.MetadataJson;
import dev.milvusbackup.internal.storage.SmallObject;
import dev.milvusbackup.internal.transfer.CopiedObject;
import dev.milvusbackup.storage.ObjectBody;
import dev.milvusbackup.storage.ObjectInfo;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.PutMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down which objects are copied and what their digests are, so that a create that is
 * interrupted can be resumed. Each part is an object of its own, so it is there as a whole or not
 * at all; what was copied since the last one is copied again.
 */
public final class CopyLedger {

  private static final Logger LOG = LoggerFactory.getLogger(CopyLedger.class);
  private static final int LONGEST_PART = 1000;

  private final ObjectStore backups;
  private final BackupLayout layout;
  private final String source;
  private final String holder;
  private final long intervalNanos;
  private List<CommittedObject> part = new ArrayList<>();
  private int parts;
  private long total;
  private long writtenNanos = System.nanoTime();

  /**
   * An empty ledger.
   *
   * @param source the storage that is copied from
   * @param holder a word that no other job uses
   * @param interval how much time of copying an interruption may cost
   */
  public CopyLedger(
      ObjectStore backups, BackupLayout layout, String source, String holder, Duration interval) {
    this.backups = backups;
    this.layout = layout;
    this.source = source;
    this.holder = holder;
    this.intervalNanos = interval.toNanos();
  }

  /** Notes a copy; from any thread. */
  public void add(CopiedObject copied) {
    if (copied.digest().isEmpty()) {
      return; // nothing to recognize it by
    }
    CommittedObject entry =
        CommittedObject.of(layout.directory(), copied.key(), copied.size(), copied.digest());
    if (isDueWith(entry)) {
      write();
    }
  }

  /** How many copies were noted. */
  public synchronized long total() {
    return total;
  }

  /** Writes what is not written yet. */
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
        key, ObjectBody.of(MetadataJson.write(new LedgerRecord(source, full))), PutMode.REPLACE);
  }

  private synchronized boolean isDueWith(CommittedObject entry) {
    part.add(entry);
    total++;
    return part.size() >= LONGEST_PART || System.nanoTime() - writtenNanos >= intervalNanos;
  }

  /**
   * What interrupted creates have copied from a source. A part that cannot be read counts for
   * nothing.
   */
  static List<CommittedObject> read(ObjectStore backups, BackupLayout layout, String source) {
    List<CommittedObject> entries = new ArrayList<>();
    for (ObjectKey key : keys(backups, layout)) {
      try {
        LedgerRecord record =
            MetadataJson.read(SmallObject.read(backups, key), LedgerRecord.class, key.toString());
        if (record.source().equals(source)) {
          entries.addAll(record.objects());
        }
      } catch (CorruptBackupException e) {
        LOG.warn("Objects noted in {} are copied again: {}", key, e.getMessage());
      }
    }
    return entries;
  }

  /** Removes the ledgers of all jobs. */
  public static void remove(ObjectStore backups, BackupLayout layout) {
    List<ObjectKey> keys = keys(backups, layout);
    if (!keys.isEmpty()) {
      backups.delete(keys);
    }
  }

  private static List<ObjectKey> keys(ObjectStore backups, BackupLayout layout) {
    ObjectKey metas = layout.metaDirectory();
    try (Stream<ObjectInfo> objects = backups.list(metas)) {
      return objects
          .map(ObjectInfo::key)
          .filter(key -> BackupLayout.isLedger(key.relativeTo(metas)))
          .toList();
    }
  }
}
