package dev.milvusbackup.storage.s3api;

import dev.milvusbackup.storage.ObjectInfo;
import dev.milvusbackup.storage.ObjectKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The properties of an object: the result of HeadObject, or an entry of a listing.
 *
 * @param size the length of the object in bytes
 * @param tag its ETag
 * @param lastModified the time of the last write, or null if the service returned none
 */
public record S3Head(long size, S3Tag tag, @Nullable Instant lastModified) {

  ObjectInfo describe(ObjectKey key) {
    return tag.describe(ObjectInfo.of(key, size).withLastModified(lastModified));
  }
}
