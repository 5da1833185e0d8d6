package dev.milvusbackup.internal.binlog.export;

import dev.milvusbackup.internal.format.BackupLayout;
import dev.milvusbackup.internal.format.commit.CommittedObject;
import dev.milvusbackup.internal.format.commit.LedgerRecord;
import dev.milvusbackup.internal.job.CancelToken;
import dev.milvusbackup.internal.transfer.CopiedObject;
import dev.milvusbackup.internal.transfer.CopiedObject.Route;
import dev.milvusbackup.internal.transfer.ObjectCopy;
import dev.milvusbackup.storage.Digest;
import dev.milvusbackup.storage.ObjectInfo;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The copies of an interrupted create. Milvus never changes a file, and the key names collection,
 * partition, segment, field and log. So an object with the planned key and size whose digest was
 * recorded after it was stored equals a new copy.
 */
public final class PreviousCopies {

  private static final int BATCH = 1000;

  private final ObjectStore backups;
  private final BackupLayout layout;
  private final String source;

  public PreviousCopies(ObjectStore backups, BackupLayout layout, String source) {
    this.backups = backups;
    this.layout = layout;
    this.source = source;
  }

  /** Keeps the objects of the plan, and removes all other data objects. */
  public Map<ObjectKey, CopiedObject> sift(List<ObjectCopy> plan, CancelToken cancel) {
    Map<String, CommittedObject> noted = new HashMap<>();
    for (LedgerRecord part : CopyLedger.read(backups, layout, source)) {
      part.objects().forEach(entry -> noted.put(entry.path(), entry));
    }
    Map<ObjectKey, Long> wanted = new HashMap<>();
    plan.forEach(copy -> wanted.put(copy.to(), copy.size()));
    Map<ObjectKey, CopiedObject> kept = new HashMap<>();
    List<ObjectKey> strays = new ArrayList<>();
    try (Stream<ObjectInfo> objects = backups.list(layout.binlogs())) {
      objects.forEach(
          found -> {
            Long size = wanted.get(found.key());
            if (size == null) {
              strays.add(found.key());
            } else if (size == found.size()) {
              digest(noted.get(layout.path(found.key())), found)
                  .ifPresent(digest -> kept.put(found.key(), reused(found, digest)));
            }
          });
    }
    for (int from = 0; from < strays.size(); from += BATCH) {
      cancel.check();
      backups.delete(strays.subList(from, Math.min(strays.size(), from + BATCH)));
    }
    return kept;
  }

  private static CopiedObject reused(ObjectInfo found, Digest digest) {
    return new CopiedObject(found.key(), found.size(), Optional.of(digest), Route.REUSED);
  }

  /** The recorded digest, unless the object differs. */
  private static Optional<Digest> digest(@Nullable CommittedObject noted, ObjectInfo found) {
    if (noted == null || noted.size() != found.size()) {
      return Optional.empty();
    }
    Optional<Digest> told = found.digest();
    return parsed(noted).filter(digest -> told.isEmpty() || !told.get().contradicts(digest));
  }

  private static Optional<Digest> parsed(CommittedObject noted) {
    try {
      return noted.parsedDigest();
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // an unreadable record is ignored
    }
  }
}
