package dev.milvusbackup.storage.minio;

import dev.milvusbackup.storage.s3api.S3Head;
import dev.milvusbackup.storage.s3api.S3Page;
import dev.milvusbackup.storage.s3api.S3Tag;
import io.minio.messages.Item;
import io.minio.messages.ListObjectsResult;
import java.time.Instant;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/** Reads entries of listings, whose names are URL-encoded. */
final class MinioItems {

  private MinioItems() {}

  static S3Page.Entry entry(Item item, @Nullable String encoding) {
    item.setEncodingType(encoding);
    S3Tag tag = new S3Tag(item.etag(), null);
    return new S3Page.Entry(
        item.objectName(), new S3Head(item.size(), tag, instant(item.lastModified())));
  }

  static @Nullable Instant instant(@Nullable ZonedDateTime time) {
    return time == null ? null : time.toInstant();
  }

  static String prefix(ListObjectsResult.Prefix prefix, @Nullable String encoding) {
    Item item = prefix.toItem();
    item.setEncodingType(encoding);
    return item.objectName();
  }
}
