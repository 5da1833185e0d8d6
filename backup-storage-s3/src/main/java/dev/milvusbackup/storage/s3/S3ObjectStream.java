package dev.milvusbackup.storage.s3;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * The content of an object. Closing it early drops the connection, since the SDK would otherwise
 * read the rest, of any length, to reuse the connection.
 */
final class S3ObjectStream extends FilterInputStream {

  private static final long WORTH_READING = 64 * 1024;

  private final ResponseInputStream<GetObjectResponse> response;
  private long remaining;

  private S3ObjectStream(ResponseInputStream<GetObjectResponse> response) {
    super(response);
    this.response = response;
    this.remaining = response.response().contentLength();
  }

  static InputStream of(ResponseInputStream<GetObjectResponse> response) {
    return new S3ObjectStream(response);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    try {
      int count = super.read(buffer, offset, length);
      remaining -= Math.max(count, 0);
      return count;
    } catch (SdkException e) {
      throw new IOException(e);
    }
  }

  @Override
  public long skip(long count) throws IOException {
    long skipped = super.skip(count);
    remaining -= skipped;
    return skipped;
  }

  @Override
  public void close() throws IOException {
    if (remaining > WORTH_READING) {
      response.abort();
    } else {
      super.close();
    }
  }
}
