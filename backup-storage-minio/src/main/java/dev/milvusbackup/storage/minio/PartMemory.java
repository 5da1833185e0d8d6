package dev.milvusbackup.storage.minio;

import dev.milvusbackup.storage.s3api.S3Failure;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;

/**
 * Limits the total memory of the parts being sent. The pieces are reused: new ones for each part
 * would keep the garbage collector busy.
 */
final class PartMemory {

  private static final int PIECES = 32;
  private static final int PIECE_BYTES = 1 << 20;

  private final Semaphore free = new Semaphore(PIECES, true);
  private final Queue<SoftReference<byte[]>> spare = new ConcurrentLinkedQueue<>();

  /** Reads a part and sends it as soon as memory is free. The largest parts use all of it. */
  <T> T send(InputStream content, long size, Sender<T> sender) throws IOException {
    int wanted = (int) Math.min(PIECES, (size + PIECE_BYTES - 1) / PIECE_BYTES);
    acquire(wanted);
    try {
      List<byte[]> pieces = read(content, size);
      T answer = sender.send(new PartBuffer(pieces, size));
      // Not after a failure: the abandoned request may still read from it.
      pieces.stream().limit(wanted).forEach(piece -> spare.add(new SoftReference<>(piece)));
      return answer;
    } finally {
      free.release(wanted);
    }
  }

  private List<byte[]> read(InputStream content, long size) throws IOException {
    List<byte[]> pieces = new ArrayList<>();
    for (long position = 0; position < size; position += PIECE_BYTES) {
      byte[] piece = piece();
      pieces.add(piece);
      int length = (int) Math.min(PIECE_BYTES, size - position);
      int read = content.readNBytes(piece, 0, length);
      if (read < length) {
        throw new EOFException(
            "The content ends after %d of %d bytes".formatted(position + read, size));
      }
    }
    return pieces;
  }

  private byte[] piece() {
    SoftReference<byte[]> next = spare.poll();
    while (next != null) {
      byte[] piece = next.get();
      if (piece != null) {
        return piece;
      }
      next = spare.poll();
    }
    return new byte[PIECE_BYTES];
  }

  private void acquire(int pieces) {
    try {
      free.acquire(pieces);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw S3Failure.interrupted(e);
    }
  }

  interface Sender<T> {

    T send(PartBuffer part) throws IOException;
  }
}
