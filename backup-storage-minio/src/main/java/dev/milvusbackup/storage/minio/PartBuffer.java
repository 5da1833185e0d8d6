package dev.milvusbackup.storage.minio;

import io.minio.ByteBuffer;
import java.io.ByteArrayInputStream;
import java.io.InputStream;

/**
 * A part as the MinIO client reads it piece by piece. Bare bytes it would copy as a whole into the
 * buffers of its connection.
 */
final class PartBuffer extends ByteBuffer {

  private final byte[] bytes;

  PartBuffer(byte[] bytes) {
    super(bytes.length);
    this.bytes = bytes;
  }

  @Override
  public long length() {
    return bytes.length;
  }

  @Override
  public InputStream inputStream() {
    return new ByteArrayInputStream(bytes);
  }

  @Override
  public void write(int oneByte) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void write(byte[] more, int offset, int length) {
    throw new UnsupportedOperationException();
  }
}
