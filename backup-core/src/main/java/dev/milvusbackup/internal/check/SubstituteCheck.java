package dev.milvusbackup.internal.check;

import dev.milvusbackup.VerifyReport.Finding;
import dev.milvusbackup.internal.binlog.file.BinlogReader;
import dev.milvusbackup.internal.binlog.file.MalformedBinlogException;
import dev.milvusbackup.internal.format.BackupLayout;
import dev.milvusbackup.internal.job.JobContext;
import dev.milvusbackup.manifest.StoredObject;
import dev.milvusbackup.storage.ObjectInfo;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;

/** Checks whether an object elsewhere has the content that a backup lacks. */
public record SubstituteCheck(BackupLayout layout, JobContext job) {

  /**
   * Reads it.
   *
   * @param wanted the object of the backup
   * @param from the key of the other one
   * @return why it is not the same; empty if it is
   */
  public Optional<String> problem(StoredObject wanted, ObjectStore source, ObjectKey from) {
    StoredObject there = new StoredObject(from, wanted.size(), wanted.digest());
    Optional<Finding> finding =
        wanted.digest().isPresent()
            ? new ObjectCheck(source, job).check(there)
            : new GuardedReader(source, job.cancel())
                .read(from, () -> compareWithoutDigest(wanted, source, there));
    return finding.map(Finding::message);
  }

  private Optional<Finding> compareWithoutDigest(
      StoredObject wanted, ObjectStore source, StoredObject there) throws IOException {
    Optional<ObjectInfo> found = source.stat(there.key());
    if (found.isEmpty()) {
      return Optional.of(GuardedReader.missing(there.key()));
    }
    if (found.get().size() != there.size()) {
      return Optional.of(ObjectCheck.wrongSize(there, found.get().size()));
    }
    BinlogKey key = BinlogKey.of(layout, wanted.key());
    try {
      return key.matches(BinlogReader.read(source, there.key(), there.size(), key.kind()))
          ? Optional.empty()
          : StructureCheck.malformed(there, "its content belongs to another segment or field");
    } catch (MalformedBinlogException e) {
      return StructureCheck.malformed(there, Objects.toString(e.getMessage()));
    }
  }
}
