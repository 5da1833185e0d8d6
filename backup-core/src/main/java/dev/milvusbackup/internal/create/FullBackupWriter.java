package dev.milvusbackup.internal.create;

import dev.milvusbackup.BackupReport;
import dev.milvusbackup.Phase;
import dev.milvusbackup.internal.format.BackupLayout;
import dev.milvusbackup.internal.format.commit.CommitRecord;
import dev.milvusbackup.internal.format.metadata.BackupInfo;
import dev.milvusbackup.internal.job.JobContext;
import dev.milvusbackup.internal.lock.JobLock;
import dev.milvusbackup.internal.transfer.CopiedObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Checks and publishes a full backup whose objects are copied. */
public record FullBackupWriter(BackupLayout layout, JobLock lock, JobContext job) {

  public BackupReport write(BackupInfo info, List<CopiedObject> copied, Instant started) {
    job.progress().enter(Phase.CHECKING);
    CopiedObjects all = CopiedObjects.of(layout, copied);
    new CopyChecker(lock.store()).check(layout, layout.binlogs(), all.objects());
    job.progress().enter(Phase.PUBLISHING);
    job.cancel().check();
    CommitRecord commit = new BackupPublisher(lock, "", "").publish(layout, info, all.objects());
    BackupReport.Builder report =
        BackupReport.builder(BackupMetadata.manifest(layout, info, commit))
            .duration(Duration.between(started, Instant.now()));
    all.addTo(report);
    return report.build();
  }
}
