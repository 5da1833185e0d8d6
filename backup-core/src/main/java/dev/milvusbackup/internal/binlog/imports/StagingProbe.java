package dev.milvusbackup.internal.binlog.imports;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.Limits;
import dev.milvusbackup.error.MilvusStorageMismatchException;
import dev.milvusbackup.internal.catalog.BackupRemover;
import dev.milvusbackup.internal.data.RestorePlan.CollectionPlan;
import dev.milvusbackup.internal.job.Deadline;
import dev.milvusbackup.internal.job.JobContext;
import dev.milvusbackup.internal.milvus.MilvusGateway;
import dev.milvusbackup.internal.milvus.WorkingName;
import dev.milvusbackup.internal.milvus.imports.BinlogDirectory;
import dev.milvusbackup.internal.milvus.imports.BinlogDirectory.Deletes;
import dev.milvusbackup.internal.milvus.imports.ImportJob;
import dev.milvusbackup.internal.milvus.imports.ImportJob.SegmentFormat;
import dev.milvusbackup.internal.milvus.imports.ImportProgress;
import dev.milvusbackup.internal.milvus.imports.ImportProgress.State;
import dev.milvusbackup.internal.milvus.imports.MilvusImports;
import dev.milvusbackup.internal.milvusstorage.BinlogLayout;
import dev.milvusbackup.internal.milvusstorage.MilvusStorage;
import dev.milvusbackup.storage.ObjectBody;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.PutMode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * Checks that Milvus sees files in its storage, before a restore stages much there. It imports a
 * file that is not a binlog: if Milvus sees the file, the import fails; if not, the directory looks
 * empty, and the import succeeds.
 */
public record StagingProbe(
    MilvusGateway milvus, MilvusImports imports, MilvusStorage storage, Limits limits) {

  private static final String PATH = "1/2";
  private static final String FILE =
      BinlogLayout.directory(BinlogLayout.INSERT_LOG, PATH) + "3/100/4";
  private static final Duration LONGEST_POLL = Duration.ofMillis(200);

  /** Probes with a temporary collection that has the schema of one to restore, and drops it. */
  public void run(CollectionPlan collection, JobContext job) {
    ObjectKey directory = ObjectKey.of("restore-staging/probe-" + UUID.randomUUID());
    CollectionName name =
        WorkingName.of(new CollectionName("default", collection.target().name())).probing();
    milvus.collections().create(name, collection.info());
    try {
      byte[] content = "not a binlog".getBytes(StandardCharsets.UTF_8);
      storage.store().put(directory.resolve(FILE), ObjectBody.of(content), PutMode.REPLACE);
      if (imported(name, directory, job).state() == State.COMPLETED) {
        throw new MilvusStorageMismatchException(
            "Cannot restore %s: Milvus does not see files written to %s (a probe at %s). %s"
                .formatted(
                    collection.source(),
                    storage.store().displayName(),
                    storage.pathOf(directory),
                    MilvusStorage.HOW_TO_BE_SEEN));
      }
    } finally {
      milvus.collections().drop(name);
      BackupRemover.deleteBelow(storage.store(), directory);
    }
  }

  private ImportProgress imported(CollectionName name, ObjectKey directory, JobContext job) {
    String partition = milvus.partitions().of(name, 0).get(0).partitionName();
    BinlogDirectory rows = new BinlogDirectory(storage.pathOf(directory), PATH, Deletes.ABSENT);
    String id =
        imports.start(new ImportJob.OfRows(name, partition, List.of(rows), SegmentFormat.PLAIN));
    ImportProgress[] progress = {imports.progress(name, id)};
    Deadline deadline = Deadline.in(job.cancel(), limits.importTimeout(), LONGEST_POLL);
    deadline.await(
        () -> {
          progress[0] = imports.progress(name, id);
          return progress[0].state() == State.COMPLETED || progress[0].state() == State.FAILED;
        });
    return progress[0];
  }
}
