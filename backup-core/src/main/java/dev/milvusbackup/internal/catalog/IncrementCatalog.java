package dev.milvusbackup.internal.catalog;

import dev.milvusbackup.BackupName;
import dev.milvusbackup.error.CorruptBackupException;
import dev.milvusbackup.internal.format.BackupLayout;
import dev.milvusbackup.internal.format.commit.IncrementHeader;
import dev.milvusbackup.internal.format.commit.IncrementalCommit;
import dev.milvusbackup.internal.format.commit.LedgerRecord;
import dev.milvusbackup.internal.format.metadata.BackupInfo;
import dev.milvusbackup.internal.job.CancelToken;
import dev.milvusbackup.internal.job.Parallel;
import dev.milvusbackup.storage.ObjectInfo;
import dev.milvusbackup.storage.ObjectNotFoundException;
import dev.milvusbackup.storage.ObjectStore;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the incremental backups of a store, and what refers to shared objects. */
public final class IncrementCatalog {

  private static final Logger LOG = LoggerFactory.getLogger(IncrementCatalog.class);

  private final ObjectStore store;
  private final BackupCatalog catalog;
  private final BackupReader reader;

  public IncrementCatalog(ObjectStore store) {
    this.store = store;
    this.catalog = new BackupCatalog(store);
    this.reader = new BackupReader(store);
  }

  /** An incremental backup. */
  public record Increment(BackupName name, IncrementHeader header) {

    long createdMillis() {
      return Objects.requireNonNull(header.summary()).createdMillis();
    }
  }

  /**
   * What refers to shared objects under a name.
   *
   * @param tree of an incremental backup, also of one that is about to replace a full one
   * @param ledgers of an interrupted create
   * @param retired what is to be removed there
   */
  public record Referring(
      Optional<BackupInfo> tree, List<LedgerRecord> ledgers, Optional<Retired> retired) {}

  /**
   * What a prune removes after its grace period.
   *
   * @param deleted whether it is the whole backup, and not only a full one that was replaced
   * @param mark since when it is
   */
  public record Retired(BackupName name, boolean deleted, ObjectInfo mark) {}

  /**
   * All incremental backups of a source that this version can read, newest first.
   *
   * @param without one that is not needed
   */
  public List<Increment> list(
      String source, BackupName without, Parallel reads, CancelToken cancel) {
    List<String> names =
        catalog.names().stream().filter(name -> !name.equals(without.value())).toList();
    return reads.map(names, cancel, this::header).stream()
        .flatMap(Optional::stream)
        .filter(found -> found.header().source().equals(source))
        .filter(found -> found.header().formatVersion() == IncrementHeader.FORMAT_VERSION)
        .sorted(Comparator.comparingLong(Increment::createdMillis).reversed())
        .toList();
  }

  private Optional<Increment> header(String name) {
    BackupLayout layout = new BackupLayout(new BackupName(name));
    try {
      return catalog.state(layout).incremental()
          ? Optional.of(new Increment(layout.name(), reader.header(layout)))
          : Optional.empty();
    } catch (ObjectNotFoundException e) {
      return Optional.empty(); // another job has just deleted it
    } catch (CorruptBackupException e) {
      LOG.warn("No objects of backup '{}' are shared: {}", name, e.getMessage());
      return Optional.empty();
    }
  }

  /**
   * The commit object of an incremental backup; empty if another job has just deleted it.
   *
   * @throws CorruptBackupException if it cannot be read
   */
  public Optional<IncrementalCommit> find(BackupName name) {
    try {
      return Optional.of(reader.increment(new BackupLayout(name)));
    } catch (ObjectNotFoundException e) {
      return Optional.empty();
    }
  }

  /** Every name under which there may be a backup, complete or not. */
  public List<BackupName> names() {
    return catalog.names().stream().map(BackupName::new).toList();
  }

  /**
   * What refers to shared objects under a name.
   *
   * @throws CorruptBackupException if it cannot be read
   */
  public Referring referring(BackupName name) {
    BackupLayout layout = new BackupLayout(name);
    BackupState state = catalog.state(layout);
    try {
      Optional<Retired> retired =
          state.mark().map(mark -> new Retired(name, state.deleted(), mark));
      if (state.hasIncrement()) {
        return new Referring(Optional.of(reader.tree(layout)), List.of(), retired);
      }
      // Beside a complete or deleted backup a ledger means nothing.
      boolean over = state.origin().isPresent() || state.deleted();
      return new Referring(
          Optional.empty(), over ? List.of() : Ledgers.read(store, layout), retired);
    } catch (ObjectNotFoundException e) {
      // Another job has just deleted it.
      return new Referring(Optional.empty(), List.of(), Optional.empty());
    }
  }
}
