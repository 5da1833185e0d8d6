package dev.milvusbackup.storage.filesystem;

import dev.milvusbackup.storage.ObjectInfo;
import dev.milvusbackup.storage.ObjectKey;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The properties of a file as those of an object. */
final class FileSystemInfo {

  // The number of the device before it changes whenever some file systems are mounted again.
  private static final Pattern INODE = Pattern.compile("\\bino=(\\d+)");

  private FileSystemInfo() {}

  static ObjectInfo of(ObjectKey key, BasicFileAttributes attributes) {
    return ObjectInfo.of(key, attributes.size())
        .withEtag(etag(attributes))
        .withLastModified(attributes.lastModifiedTime().toInstant());
  }

  /** Inode and time of the last write, or null where files have no inodes. */
  private static @Nullable String etag(BasicFileAttributes attributes) {
    Matcher inode = INODE.matcher(String.valueOf(attributes.fileKey()));
    Instant time = attributes.lastModifiedTime().toInstant();
    return inode.find()
        ? "%s-%d.%09d".formatted(inode.group(1), time.getEpochSecond(), time.getNano())
        : null;
  }
}
