package dev.milvusbackup.server.internal.backups;

import dev.milvusbackup.BackupListing.Incomplete;
import dev.milvusbackup.BackupSummary;
import dev.milvusbackup.config.internal.Wording;
import dev.milvusbackup.error.UnsupportedVersionException;
import dev.milvusbackup.manifest.BackupManifest;
import dev.milvusbackup.server.internal.http.NotFoundException;
import dev.milvusbackup.server.internal.jobs.JobBook;
import dev.milvusbackup.server.internal.jobs.JobKind;
import dev.milvusbackup.server.internal.jobs.JobRecord;
import dev.milvusbackup.server.internal.jobs.JobState;
import dev.milvusbackup.server.internal.jobs.TrackedJob;
import dev.milvusbackup.server.internal.workspace.Workspace;
import dev.milvusbackup.server.internal.workspace.Workspaces;
import java.time.Instant;
import java.util.Optional;

/** Finds a backup in the store, or the job that creates it. */
final class BackupLookup {

  private final Workspaces workspaces;
  private final JobBook jobs;

  BackupLookup(Workspaces workspaces, JobBook jobs) {
    this.workspaces = workspaces;
    this.jobs = jobs;
  }

  BackupBrief byId(String id, String path) {
    Optional<TrackedJob> job = jobs.find(id).filter(j -> j.record().kind() == JobKind.CREATE);
    if (job.isPresent() && job.get().record().state() != JobState.SUCCESS) {
      return BackupBrief.of(job.get());
    }
    String root = job.map(j -> j.record().root()).orElse(path);
    try (Workspace workspace = workspaces.open(root)) {
      return workspace.client().list().backups().stream()
          .filter(backup -> backup.id().equals(id))
          .findFirst()
          .map(backup -> brief(workspace, backup))
          .orElseThrow(
              () ->
                  new NotFoundException(
                      "server: get backup by id server: get backup task task not found"));
    }
  }

  BackupBrief byName(String name, String path) {
    try (Workspace workspace = workspaces.open(path)) {
      Optional<BackupSummary> complete = complete(workspace, name);
      if (complete.isPresent()) {
        return brief(workspace, complete.get());
      }
      return unfinished(workspace, name)
          .or(() -> leftovers(workspace, name))
          .orElseThrow(
              () ->
                  new NotFoundException(
                      "server: get backup by name server: get backup by name server: backup %s not found"
                          .formatted(name)));
    }
  }

  /** A backup of an unsupported format is complete too. */
  private static Optional<BackupSummary> complete(Workspace workspace, String name) {
    try {
      return workspace.client().find(name).map(BackupManifest::summary);
    } catch (UnsupportedVersionException e) {
      return Optional.of(
          workspace.client().list().backups().stream()
              .filter(backup -> backup.name().equals(name))
              .filter(backup -> backup.unsupportedFormat().isPresent())
              .findFirst()
              .orElseThrow(() -> e));
    }
  }

  private Optional<BackupBrief> unfinished(Workspace workspace, String name) {
    return jobs.latest(j -> creates(j, name, workspace.root()))
        // A success without a backup: it was deleted in the meantime.
        .filter(j -> j.record().state() != JobState.SUCCESS)
        .map(BackupBrief::of);
  }

  private static Optional<BackupBrief> leftovers(Workspace workspace, String name) {
    return workspace.client().list().incomplete().stream()
        .filter(incomplete -> incomplete.name().equals(name))
        .findFirst()
        .map(BackupLookup::brief);
  }

  private static BackupBrief brief(Incomplete incomplete) {
    return BackupBrief.incomplete(
        incomplete.name(),
        "Backup '%s' is not complete: %s. %s"
            .formatted(
                incomplete.name(),
                Wording.REST.of(incomplete.reason()),
                switch (incomplete.status()) {
                  case RUNNING -> "Wait for the end of that job.";
                  case RESUMABLE -> "Create it again to resume it, or delete it.";
                  case LEFTOVER -> "Delete it to free the name.";
                }));
  }

  private BackupBrief brief(Workspace workspace, BackupSummary backup) {
    Optional<JobRecord> job =
        jobs.find(backup.id())
            .map(TrackedJob::record)
            .filter(j -> creates(j, backup.name(), workspace.root()));
    long created = backup.createdAt().map(Instant::getEpochSecond).orElse(0L);
    return BackupMeta.brief(
        workspace.store(),
        backup.name(),
        job.map(j -> j.startMillis() / 1000).orElse(created),
        job.map(j -> j.endMillis() / 1000).orElse(0L));
  }

  private static boolean creates(JobRecord job, String name, String root) {
    return job.kind() == JobKind.CREATE && job.backup().equals(name) && job.root().equals(root);
  }
}
