package dev.milvusbackup.storage.minio;

import dev.milvusbackup.storage.s3api.S3Failure;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Semaphore;

/** Bounds what the parts that are being sent take in memory, all together. */
final class PartMemory {

  private static final int MEBIBYTES = 32;

  private final Semaphore free = new Semaphore(MEBIBYTES, true);

  /** Reads a part and has it sent, as soon as there is room for it. The largest have all of it. */
  <T> T send(InputStream content, long size, Sender<T> sender) throws IOException {
    int wanted = (int) Math.min(MEBIBYTES, (size + (1 << 20) - 1) >> 20);
    acquire(wanted);
    try {
      return sender.send(new PartBuffer(read(content, Math.toIntExact(size))));
    } finally {
      free.release(wanted);
    }
  }

  /** Into one array: a stream that reads all by itself gathers pieces first. */
  private static byte[] read(InputStream content, int size) throws IOException {
    byte[] bytes = new byte[size];
    int read = content.readNBytes(bytes, 0, size);
    if (read < size) {
      throw new EOFException("The content ends after %d of %d bytes".formatted(read, size));
    }
    return bytes;
  }

  private void acquire(int mebibytes) {
    try {
      free.acquire(mebibytes);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw S3Failure.interrupted(e);
    }
  }

  interface Sender<T> {

    T send(PartBuffer part) throws IOException;
  }
}
