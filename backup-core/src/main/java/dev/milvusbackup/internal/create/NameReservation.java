package dev.milvusbackup.internal.create;

import dev.milvusbackup.error.BackupExistsException;
import dev.milvusbackup.internal.format.BackupLayout;
import dev.milvusbackup.storage.ObjectBody;
import dev.milvusbackup.storage.ObjectExistsException;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.PutMode;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Keeps two jobs from writing one backup: whoever creates {@code meta/create.lock} first has the
 * name until it is published or cleaned up.
 */
record NameReservation(ObjectStore backups, BackupLayout layout) {

  void take(String jobId) {
    byte[] content = jobId.getBytes(StandardCharsets.UTF_8);
    try {
      backups.put(layout.lock(), ObjectBody.of(content), PutMode.CREATE_NEW);
    } catch (ObjectExistsException e) {
      throw new BackupExistsException(
          "Cannot create backup '%s': another job is creating it in %s at this moment. Choose another name."
              .formatted(layout.name(), backups.displayName()),
          e);
    }
  }

  void release() {
    backups.delete(List.of(layout.lock()));
  }
}
