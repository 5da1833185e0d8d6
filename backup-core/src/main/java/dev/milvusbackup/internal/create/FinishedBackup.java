package dev.milvusbackup.internal.create;

import dev.milvusbackup.BackupReport;
import dev.milvusbackup.manifest.BackupManifest;
import dev.milvusbackup.manifest.StoredObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A backup that an interrupted create has already completed. */
final class FinishedBackup {

  private FinishedBackup() {}

  static BackupReport report(BackupManifest manifest, Instant started) {
    List<StoredObject> objects = manifest.collections().stream().flatMap(c -> c.objects()).toList();
    return new BackupReport(
        manifest,
        0,
        0,
        objects.size(),
        objects.stream().mapToLong(StoredObject::size).sum(),
        List.of(),
        Duration.between(started, Instant.now()));
  }
}
