package dev.milvusbackup.internal.create;

import dev.milvusbackup.BackupReport;
import dev.milvusbackup.Phase;
import dev.milvusbackup.internal.format.BackupLayout;
import dev.milvusbackup.internal.format.commit.CommitRecord;
import dev.milvusbackup.internal.format.commit.CommittedObject;
import dev.milvusbackup.internal.format.commit.PackedObjects;
import dev.milvusbackup.internal.format.metadata.BackupInfo;
import dev.milvusbackup.internal.format.packed.LazyList;
import dev.milvusbackup.internal.job.JobContext;
import dev.milvusbackup.internal.lock.JobLock;
import dev.milvusbackup.internal.transfer.CopiedObject;
import dev.milvusbackup.internal.transfer.CopiedObject.Route;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Checks and publishes a full backup whose objects are copied. */
public record FullBackupWriter(BackupLayout layout, JobLock lock, JobContext job) {

  public BackupReport write(BackupInfo info, List<CopiedObject> copied, Instant started) {
    job.progress().enter(Phase.CHECKING);
    PackedObjects objects =
        PackedObjects.sorted(
            LazyList.view(
                copied, o -> CommittedObject.of(layout.path(o.key()), o.size(), o.digest())));
    new CopyChecker(lock.store()).check(layout, layout.binlogs(), objects);
    job.progress().enter(Phase.PUBLISHING);
    job.cancel().check();
    CommitRecord commit = new BackupPublisher(lock, "", "").publish(layout, info, objects);
    return BackupReport.builder(BackupMetadata.manifest(layout, info, commit))
        .bytesCopiedByStore(bytes(copied, Route.SERVER_SIDE))
        .bytesStreamed(bytes(copied, Route.STREAMED))
        .duration(Duration.between(started, Instant.now()))
        .build();
  }

  private static long bytes(List<CopiedObject> copied, Route route) {
    return copied.stream().filter(c -> c.route() == route).mapToLong(CopiedObject::size).sum();
  }
}
