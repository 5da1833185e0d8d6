package dev.milvusbackup.internal.logical;

import dev.milvusbackup.error.CorruptBackupException;
import dev.milvusbackup.manifest.StoredObject;
import dev.milvusbackup.storage.Digest;
import dev.milvusbackup.storage.ObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Downloads a part to a temporary file, so that it is complete before the first row is inserted.
 */
record PartDownload(ObjectStore backups) {

  void fetch(StoredObject part, Path file) throws IOException {
    var digest = PartFile.sha256();
    long size;
    // Requests one byte more than expected, so that a part that has grown is noticed.
    try (InputStream in =
        new DigestInputStream(backups.open(part.key(), 0, part.size() + 1), digest)) {
      size = Files.copy(in, file);
    }
    if (size != part.size()) {
      throw damaged(part, "it has " + size + " bytes, expected " + part.size());
    }
    Digest found = Digest.of(Digest.SHA_256, digest.digest());
    if (part.digest().isPresent() && !part.digest().get().equals(found)) {
      throw damaged(part, "its digest is " + found + ", expected " + part.digest().get());
    }
  }

  CorruptBackupException damaged(StoredObject part, String why) {
    return damaged(part, why, null);
  }

  CorruptBackupException damaged(StoredObject part, String why, @Nullable Throwable cause) {
    return new CorruptBackupException(
        "Cannot restore the rows in %s of %s: %s. Restore the file from a copy, or use another backup."
            .formatted(part.key(), backups.displayName(), why),
        cause);
  }
}
