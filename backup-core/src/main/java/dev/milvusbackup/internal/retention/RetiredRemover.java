package dev.milvusbackup.internal.retention;

import dev.milvusbackup.error.BackupException;
import dev.milvusbackup.error.BackupNotFoundException;
import dev.milvusbackup.error.DeleteRefusedException;
import dev.milvusbackup.internal.catalog.BackupRemover;
import dev.milvusbackup.internal.catalog.IncrementCatalog;
import dev.milvusbackup.internal.catalog.IncrementCatalog.Retired;
import dev.milvusbackup.internal.format.metadata.BackupInfo;
import dev.milvusbackup.internal.job.JobContext;
import dev.milvusbackup.internal.sharing.References;
import dev.milvusbackup.storage.ObjectStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes what deleted backups have left, and full backups that incremental ones have replaced.
 *
 * @param store the store of the backups, with retries
 */
record RetiredRemover(ObjectStore store, BackupRemover remover) {

  private static final Logger LOG = LoggerFactory.getLogger(RetiredRemover.class);

  /**
   * Removes them. What fails is left to the next prune.
   *
   * @param oldest what was retired before has waited long enough
   */
  void remove(List<Retired> retired, Instant oldest, JobContext job) {
    for (Retired one : retired) {
      job.cancel().check();
      if (one.mark().lastModified().filter(oldest::isAfter).isPresent()) {
        remove(one, job);
      }
    }
  }

  private void remove(Retired retired, JobContext job) {
    try {
      if (retired.deleted()) {
        remover.purgeIf(() -> isStill(retired), retired.name(), job);
      } else {
        remover.removeReplacedIf(() -> isReplaced(retired), retired.name(), job);
      }
    } catch (BackupNotFoundException e) {
      LOG.debug("Another job has just removed backup '{}'", retired.name());
    } catch (DeleteRefusedException e) {
      LOG.debug("The rest of backup '{}' stays", retired.name(), e);
    } catch (BackupException e) {
      LOG.warn("The next prune removes the rest of backup '{}'", retired.name(), e);
    }
  }

  /** Asked by the holder of the lock: the key of a mark holds the word of its create. */
  private boolean isStill(Retired retired) {
    return new IncrementCatalog(store)
        .referring(retired.name())
        .retired()
        .filter(now -> now.mark().key().equals(retired.mark().key()))
        .isPresent();
  }

  /** The full backup stays unless the store holds all that has replaced it. */
  private boolean isReplaced(Retired retired) {
    Optional<BackupInfo> tree = new IncrementCatalog(store).referring(retired.name()).tree();
    tree.ifPresent(found -> References.of(found.collections()).require(store));
    return tree.isPresent() && isStill(retired);
  }
}
