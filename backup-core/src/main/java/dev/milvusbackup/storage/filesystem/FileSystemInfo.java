package dev.milvusbackup.storage.filesystem;

import dev.milvusbackup.storage.ObjectInfo;
import dev.milvusbackup.storage.ObjectKey;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The properties of a file as those of an object. */
final class FileSystemInfo {

  private static final String INODE = "ino=";

  private FileSystemInfo() {}

  static ObjectInfo of(ObjectKey key, BasicFileAttributes attributes) {
    return ObjectInfo.of(key, attributes.size())
        .withEtag(etag(attributes))
        .withLastModified(attributes.lastModifiedTime().toInstant());
  }

  /**
   * Inode and time of the last write, or null where files have no inodes. Without the number of the
   * device in {@code (dev=fd00,ino=42)}, which changes whenever some file systems are mounted
   * again.
   */
  private static @Nullable String etag(BasicFileAttributes attributes) {
    String key = String.valueOf(attributes.fileKey());
    int inode = key.indexOf(INODE);
    Instant time = attributes.lastModifiedTime().toInstant();
    return inode < 0
        ? null
        : key.substring(inode + INODE.length(), key.length() - 1)
            + "-"
            + time.getEpochSecond()
            + "."
            + time.getNano();
  }
}
