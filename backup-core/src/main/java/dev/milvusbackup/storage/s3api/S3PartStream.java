package dev.milvusbackup.storage.s3api;

import dev.milvusbackup.storage.support.LimitedInputStream;
import java.io.InputStream;

/** The next part of a longer stream; closing it leaves the longer stream open. */
final class S3PartStream extends LimitedInputStream {

  S3PartStream(InputStream whole, long size) {
    super(whole, size);
  }

  @Override
  public void close() {}
}
