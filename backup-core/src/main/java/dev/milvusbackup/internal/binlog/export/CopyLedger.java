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
 * Records copied objects with their digests, so that an interrupted create can be resumed. Each
 * part is one object, hence whole or absent; objects copied after the last part are copied again.
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
   * @param source the source storage
   * @param holder a word that is unique to this job
   * @param interval the longest time of copying that an interruption can waste
   */
  public CopyLedger(
      ObjectStore backups, BackupLayout layout, String source, String holder, Duration interval) {
    this.backups = backups;
    this.layout = layout;
    this.source = source;
    this.holder = holder;
    this.intervalNanos = interval.toNanos();
  }

  /** Records a copy; thread-safe. */
  public void add(CopiedObject copied) {
    if (copied.digest().isEmpty()) {
      return; // no digest to recognize it
    }
    CommittedObject entry =
        CommittedObject.of(layout.directory(), copied.key(), copied.size(), copied.digest());
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
        key, ObjectBody.of(MetadataJson.write(new LedgerRecord(source, full))), PutMode.REPLACE);
  }

  private synchronized boolean isDueWith(CommittedObject entry) {
    part.add(entry);
    total++;
    return part.size() >= LONGEST_PART || System.nanoTime() - writtenNanos >= intervalNanos;
  }

  /**
   * The objects that interrupted creates have copied from a source. Unreadable parts are ignored.
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
        LOG.warn("Objects recorded in {} are copied again: {}", key, e.getMessage());
      }
    }
    return entries;
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
