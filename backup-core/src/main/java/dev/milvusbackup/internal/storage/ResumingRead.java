package dev.milvusbackup.internal.storage;

import dev.milvusbackup.internal.job.Retrier;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.StorageException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Reads an object and resumes after a broken connection. The bytes already returned are read again
 * and compared, so that two versions of an object are never mixed.
 */
final class ResumingRead extends InputStream {

  private static final int BUFFER = 64 * 1024;
  private static final int ATTEMPTS = 4;

  private final ObjectStore store;
  private final ObjectKey key;
  private final Retrier retrier;
  private final long offset;
  private final long length;
  private final CRC32C given = new CRC32C();
  private long position;
  private @Nullable InputStream in;

  private ResumingRead(
      ObjectStore store, ObjectKey key, long offset, long length, Retrier retrier) {
    this.store = store;
    this.key = key;
    this.offset = offset;
    this.length = length;
    this.retrier = retrier;
  }

  static InputStream open(
      ObjectStore store, ObjectKey key, long offset, long length, Retrier retrier) {
    ResumingRead read = new ResumingRead(store, key, offset, length, retrier);
    read.in = retrier.call(() -> store.open(key, offset, length));
    return read;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  /**
   * Reads.
   *
   * @throws StorageException if the store is unavailable for too long
   * @throws IOException if the store is available, but reading repeatedly stops at the same byte
   */
  @Override
  public int read(byte[] buffer, int start, int count) throws IOException {
    Objects.checkFromIndexSize(start, count, buffer.length);
    for (int attempt = 1; ; attempt++) {
      try {
        int done = opened().read(buffer, start, count);
        if (done > 0) {
          given.update(buffer, start, done);
          position += done;
        }
        return done;
      } catch (IOException e) {
        abandon(e);
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private InputStream opened() throws IOException {
    if (in == null) {
      InputStream again = retrier.call(() -> store.open(key, offset, length));
      in = again;
      skipGiven(again);
    }
    return in;
  }

  private void skipGiven(InputStream again) throws IOException {
    CRC32C seen = new CRC32C();
    byte[] buffer = new byte[BUFFER];
    for (long left = position; left > 0; ) {
      int count = again.read(buffer, 0, (int) Math.min(left, BUFFER));
      if (count < 0) {
        break;
      }
      seen.update(buffer, 0, count);
      left -= count;
    }
    if (seen.getValue() != given.getValue()) {
      throw new StorageException(
          "Cannot read %s of %s: it changed after the connection broke at byte %d. Read it again from the start."
              .formatted(key, store.displayName(), offset + position));
    }
  }

  private void abandon(IOException failure) {
    try {
      close();
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  @Override
  public int available() throws IOException {
    return in == null ? 0 : in.available();
  }

  @Override
  public void close() throws IOException {
    InputStream open = in;
    in = null;
    if (open != null) {
      open.close();
    }
  }
}
