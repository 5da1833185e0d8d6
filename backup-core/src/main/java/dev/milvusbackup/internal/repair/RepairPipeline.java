package dev.milvusbackup.internal.repair;

import dev.milvusbackup.BackupName;
import dev.milvusbackup.Phase;
import dev.milvusbackup.RepairReport;
import dev.milvusbackup.RepairRequest;
import dev.milvusbackup.error.InvalidRequestException;
import dev.milvusbackup.internal.catalog.BackupCatalog;
import dev.milvusbackup.internal.data.Environment;
import dev.milvusbackup.internal.format.BackupLayout;
import dev.milvusbackup.internal.job.JobContext;
import dev.milvusbackup.internal.lock.JobLock;
import dev.milvusbackup.internal.milvusstorage.NoMilvusStorage;
import dev.milvusbackup.internal.sharing.Pin;
import dev.milvusbackup.internal.storage.RetryingObjectStore;
import dev.milvusbackup.storage.ObjectStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Request → pin → lock → {@link RepairRun} → report. The order is what makes it safe against a
 * prune, see {@code docs/adr/0016}.
 */
public final class RepairPipeline {

  private final Environment environment;
  private final BackupCatalog catalog;

  public RepairPipeline(Environment environment) {
    this.environment = environment;
    this.catalog = new BackupCatalog(environment.backups());
  }

  public RepairReport run(RepairRequest request, JobContext job) {
    long started = System.nanoTime();
    job.progress().enter(Phase.PLANNING);
    BackupLayout layout = new BackupLayout(request.backup());
    List<Source> sources = sources(request, layout);
    catalog.requirePresent(request.backup());
    if (!catalog.isIncremental(request.backup())) {
      return locked(layout, sources, Optional.empty(), job, started);
    }
    // It has seen no list, so nothing that a prune begins to remove from now on is removed.
    try (Pin pin = environment.pins().write("repair", job.id(), job.cancel())) {
      return locked(layout, sources, Optional.of(pin), job, started);
    }
  }

  private RepairReport locked(
      BackupLayout layout, List<Source> sources, Optional<Pin> pin, JobContext job, long started) {
    JobLock lock = environment.locks().forRepair(layout, job.id(), job.cancel());
    try {
      catalog.requirePresent(layout.name()); // before the job held the lock, it could change
      RepairReport report =
          new RepairRun(environment, layout, sources, lock, job).run(pin, started);
      lock.release();
      return report;
    } finally {
      lock.releaseUnused(); // if it is still held
    }
  }

  private List<Source> sources(RepairRequest request, BackupLayout layout) {
    List<Source> sources = new ArrayList<>();
    request
        .copy()
        .map(copy -> new RetryingObjectStore(copy, environment.limits().maxOutage()))
        .ifPresent(copy -> sources.add(new Source(copy, Optional::of)));
    ObjectStore milvus = environment.milvusStorage().store();
    if (!(milvus instanceof NoMilvusStorage)) {
      sources.add(new Source(milvus, new MilvusKeys(layout)::of));
    }
    if (sources.isEmpty()) {
      throw nothingToFetchFrom(request.backup());
    }
    return sources;
  }

  private static InvalidRequestException nothingToFetchFrom(BackupName name) {
    return new InvalidRequestException(
        "Cannot repair backup '%s': the request names no copy of the backup store, and the client was built without Milvus's storage. Call copy(…) on the request, or milvusStorage(…) on the builder of the client."
            .formatted(name));
  }
}
