package dev.milvusbackup.storage;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Content with an action that runs once, while it is being stored: after the store has looked
 * whether the key is taken.
 */
final class ProbeBody implements ObjectBody {

  private final byte[] content;
  private final Runnable onOpen;
  private final Runnable onEnd;

  private ProbeBody(byte[] content, Runnable onOpen, Runnable onEnd) {
    this.content = content;
    this.onOpen = onOpen;
    this.onEnd = onEnd;
  }

  /** Runs the action before anything is sent. */
  static ObjectBody beforeSending(byte[] content, Runnable action) {
    return new ProbeBody(content, once(action), () -> {});
  }

  /** Runs the action before the last byte is sent. */
  static ObjectBody beforeTheEnd(byte[] content, Runnable action) {
    return new ProbeBody(content, () -> {}, once(action));
  }

  private static Runnable once(Runnable action) {
    AtomicReference<Runnable> next = new AtomicReference<>(action);
    return () -> next.getAndSet(() -> {}).run();
  }

  @Override
  public long size() {
    return content.length;
  }

  @Override
  public InputStream open() {
    onOpen.run();
    return new FilterInputStream(new ByteArrayInputStream(content)) {
      @Override
      public int read() throws IOException {
        return atEnd(super.read());
      }

      @Override
      public int read(byte[] buffer, int offset, int length) throws IOException {
        return atEnd(super.read(buffer, offset, length));
      }
    };
  }

  private int atEnd(int read) {
    if (read < 0) {
      onEnd.run();
    }
    return read;
  }
}
