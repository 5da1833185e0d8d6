package dev.milvusbackup.internal.sharing;

import dev.milvusbackup.error.BackupException;
import dev.milvusbackup.error.BackupLockedException;
import dev.milvusbackup.internal.format.SharedLayout;
import dev.milvusbackup.internal.format.commit.PinRecord;
import dev.milvusbackup.internal.format.json.MetadataJson;
import dev.milvusbackup.internal.job.CancelToken;
import dev.milvusbackup.storage.ObjectBody;
import dev.milvusbackup.storage.ObjectInfo;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.PutMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a prune from removing shared objects that a job relies on. The job fails without it. */
public final class Pin implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Pin.class);

  // A prune waits at least an hour before it takes a pin for that of a dead job.
  private static final Duration BEAT = Duration.ofMinutes(5);
  private static final Duration LONGEST_SILENCE = Duration.ofMinutes(30);
  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMinutes(1);

  private final ObjectStore store;
  private final String token;
  private final CancelToken cancel;
  private final CountDownLatch ended = new CountDownLatch(1);
  private PinRecord written;
  private boolean lost;
  private long validUntil = System.nanoTime() + LONGEST_SILENCE.toNanos();

  private Pin(ObjectStore store, String token, PinRecord record, CancelToken cancel) {
    this.store = store;
    this.token = token;
    this.written = record;
    this.cancel = cancel;
  }

  static Pin write(
      ObjectStore store, String token, PinRecord record, Executor beats, CancelToken cancel) {
    Pin pin = new Pin(store, token, record, cancel);
    pin.put();
    boolean started = false;
    try {
      beats.execute(pin::beat);
      started = true;
    } finally {
      if (!started) {
        pin.close();
      }
    }
    return pin;
  }

  /** A random word, unique to this job. */
  String token() {
    return token;
  }

  /** From now on the job relies on nothing that these lists name. */
  synchronized void see(List<String> lists) {
    written = written.withSeen(lists);
    put();
  }

  /**
   * Checks that a prune still respects the pin.
   *
   * @throws BackupLockedException if it does not
   */
  public synchronized void require() {
    if (lost || store.stat(SharedLayout.pin(token)).isEmpty() || isSilent()) {
      throw lost();
    }
  }

  /** The job no longer relies on shared objects. Failures are ignored. */
  @Override
  public void close() {
    if (ended.getCount() == 0) {
      return;
    }
    ended.countDown();
    try {
      synchronized (this) { // after a beat that is being written
        store.delete(List.of(SharedLayout.pin(token)));
      }
    } catch (BackupException e) {
      LOG.warn("{} remains; a prune removes it after its grace period", SharedLayout.pin(token), e);
    }
  }

  private void beat() {
    Duration pause = BEAT;
    while (!endsWithin(pause)) {
      try {
        pause = BEAT;
        beatOnce();
      } catch (BackupLockedException e) {
        cancel.fail(e);
        return;
      } catch (RuntimeException e) {
        LOG.warn("Cannot renew {}", SharedLayout.pin(token), e);
        pause = PAUSE_AFTER_FAILURE;
      }
    }
  }

  private synchronized void beatOnce() {
    if (ended.getCount() > 0) {
      require();
      Optional<Instant> before = time();
      written = written.beatAgain(Instant.now());
      put();
      requireNoGap(before, time());
    }
  }

  /** If this machine slept, a prune may have removed the pin before it was written again. */
  private void requireNoGap(Optional<Instant> before, Optional<Instant> after) {
    if (before.isPresent()
        && after.isPresent()
        && Duration.between(before.get(), after.get()).compareTo(LONGEST_SILENCE) > 0) {
      lost = true;
      throw lost();
    }
  }

  private Optional<Instant> time() {
    return store.stat(SharedLayout.pin(token)).flatMap(ObjectInfo::lastModified);
  }

  private synchronized void put() {
    long start = System.nanoTime();
    store.put(SharedLayout.pin(token), ObjectBody.of(MetadataJson.write(written)), PutMode.REPLACE);
    validUntil = start + LONGEST_SILENCE.toNanos();
  }

  private synchronized boolean isSilent() {
    return System.nanoTime() - validUntil >= 0;
  }

  private boolean endsWithin(Duration pause) {
    try {
      return ended.await(pause.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private BackupLockedException lost() {
    return new BackupLockedException(
        "Cannot continue the %s: its pin %s in %s is gone or was not renewed for %s, so a prune may have removed shared objects. Try again."
            .formatted(
                written.operation(),
                SharedLayout.pin(token),
                store.displayName(),
                LONGEST_SILENCE));
  }
}
