package dev.milvusbackup.storage.minio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.milvusbackup.storage.s3api.S3Failure;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class PartMemoryTest {

  private static final int MEBIBYTE = 1 << 20;

  private final PartMemory memory = new PartMemory();

  @Test
  void noMoreThan32MebibytesAreHeldAtOnce() throws InterruptedException, ExecutionException {
    AtomicInteger held = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    List<Callable<Integer>> calls = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      int size = (1 + i % 8) * MEBIBYTE;
      calls.add(
          () ->
              memory.send(
                  zeros(size),
                  size,
                  part -> {
                    int now = held.addAndGet(size);
                    most.accumulateAndGet(now, Math::max);
                    int read = part.inputStream().readAllBytes().length;
                    held.addAndGet(-size);
                    return read;
                  }));
    }
    ExecutorService threads = Executors.newFixedThreadPool(16);
    try {
      for (Future<Integer> sent : threads.invokeAll(calls)) {
        assertThat(sent.get()).isPositive();
      }
    } finally {
      threads.shutdown();
    }
    assertThat(most.get()).isBetween(8 * MEBIBYTE + 1, 32 * MEBIBYTE);
  }

  @Test
  void onePartMayBeLargerThanAll() throws IOException {
    int size = 40 * MEBIBYTE;

    assertThat(memory.<Long>send(zeros(size), size, PartBuffer::length)).isEqualTo(size);
    assertThat(memory.<Long>send(zeros(0), 0, PartBuffer::length)).isZero();
  }

  @Test
  void whatFailsGivesItsRoomBack() throws IOException {
    int size = 32 * MEBIBYTE;

    assertThatThrownBy(() -> memory.send(zeros(size - 1), size, PartBuffer::length))
        .isInstanceOf(EOFException.class)
        .hasMessage("The content ends after 33554431 of 33554432 bytes");

    assertThat(memory.<Long>send(zeros(size), size, PartBuffer::length)).isEqualTo(size);
  }

  @Test
  void waitingForRoomEndsByAnInterrupt() throws IOException {
    int size = 32 * MEBIBYTE;
    memory.send(
        zeros(size),
        size,
        part -> {
          Thread.currentThread().interrupt();
          assertThatThrownBy(() -> memory.send(zeros(1), 1, PartBuffer::length))
              .isInstanceOf(S3Failure.class);
          assertThat(Thread.interrupted()).isTrue();
          return part;
        });
  }

  /** A connection that is lost is tried again by the client's own HTTP library. */
  @Test
  void aPartCanBeReadTwice() throws IOException {
    byte[] content = {1, 2, 3};
    memory.send(
        new ByteArrayInputStream(content),
        3,
        part -> {
          assertThat(part.inputStream()).hasBinaryContent(content);
          assertThat(part.inputStream()).hasBinaryContent(content);
          return part;
        });
  }

  @Test
  void aPartOfManyPiecesIsInOrder() throws IOException {
    byte[] content = noise(1, 5 * MEBIBYTE + 7);

    for (int i = 0; i < 2; i++) { // with new pieces, and with those that have served
      memory.send(
          new ByteArrayInputStream(content),
          content.length,
          part -> {
            assertThat(part.inputStream()).hasBinaryContent(content);
            return part;
          });
    }
  }

  /** A request that was given up may go on for a while: it must not send what is another one's. */
  @Test
  void piecesOfAFailedPartAreNotUsedAgain() throws IOException {
    byte[] first = noise(1, 2 * MEBIBYTE);
    byte[] second = noise(2, 2 * MEBIBYTE);
    AtomicReference<PartBuffer> failed = new AtomicReference<>();

    assertThatThrownBy(
            () ->
                memory.send(
                    new ByteArrayInputStream(first),
                    first.length,
                    part -> {
                      failed.set(part);
                      throw new IOException("broken");
                    }))
        .hasMessage("broken");
    memory.send(new ByteArrayInputStream(second), second.length, PartBuffer::length);

    assertThat(failed.get().inputStream()).hasBinaryContent(first);
  }

  private static byte[] noise(long seed, int size) {
    byte[] noise = new byte[size];
    new Random(seed).nextBytes(noise);
    return noise;
  }

  private static InputStream zeros(int size) {
    return new ByteArrayInputStream(new byte[size]);
  }
}
