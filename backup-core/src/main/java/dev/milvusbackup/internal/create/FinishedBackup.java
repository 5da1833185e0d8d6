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
    return BackupReport.builder(manifest)
        .objectsReused(objects.size())
        .bytesReused(objects.stream().mapToLong(StoredObject::size).sum())
        .duration(Duration.between(started, Instant.now()))
        .build();
  }
}
