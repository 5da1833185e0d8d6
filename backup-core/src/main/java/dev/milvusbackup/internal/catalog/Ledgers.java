package dev.milvusbackup.internal.catalog;

import dev.milvusbackup.error.CorruptBackupException;
import dev.milvusbackup.internal.format.BackupLayout;
import dev.milvusbackup.internal.format.commit.LedgerRecord;
import dev.milvusbackup.internal.format.json.MetadataJson;
import dev.milvusbackup.internal.storage.SmallObject;
import dev.milvusbackup.storage.ObjectInfo;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectNotFoundException;
import dev.milvusbackup.storage.ObjectStore;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the lists of objects that interrupted creates have copied. */
public final class Ledgers {

  private static final Logger LOG = LoggerFactory.getLogger(Ledgers.class);

  private Ledgers() {}

  /** Reads the parts of all creates under a name. Unreadable ones are ignored. */
  public static List<LedgerRecord> read(ObjectStore backups, BackupLayout layout) {
    List<LedgerRecord> parts = new ArrayList<>();
    for (ObjectKey key : keys(backups, layout)) {
      try {
        byte[] json = SmallObject.read(backups, key);
        parts.add(MetadataJson.read(json, LedgerRecord.class, key.toString()));
      } catch (CorruptBackupException e) {
        LOG.warn("Objects recorded in {} are copied again: {}", key, e.getMessage());
      } catch (ObjectNotFoundException e) {
        LOG.debug("The create that wrote {} has just ended", key);
      }
    }
    return parts;
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
