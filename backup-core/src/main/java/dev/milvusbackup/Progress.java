package dev.milvusbackup;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How far a job is. Totals are 0 until planning has found them, and may still grow.
 *
 * @param phase what it is doing
 * @param collectionsDone collections that are finished
 * @param collections collections in all
 * @param bytesDone bytes copied (create, staging), imported (restore), read (verify) or deleted
 * @param bytes bytes in all
 * @param rowsDone rows whose segments were copied or imported, as the segments count them
 * @param rows rows in all
 * @param elapsed time since the work started
 */
public record Progress(
    Phase phase,
    int collectionsDone,
    int collections,
    long bytesDone,
    long bytes,
    long rowsDone,
    long rows,
    Duration elapsed) {

  /**
   * The part that is done, by bytes.
   *
   * @return from 0 to 1; empty while the total is unknown
   */
  public OptionalDouble ratio() {
    if (phase == Phase.DONE) {
      return OptionalDouble.of(1);
    }
    return bytes == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(Math.min(1.0, (double) bytesDone / bytes));
  }

  /**
   * The mean rate so far.
   *
   * @return bytes per second
   */
  public double bytesPerSecond() {
    return elapsed.isZero() ? 0 : bytesDone / (elapsed.toNanos() / 1e9);
  }

  /**
   * The time that is left if the rest goes on at the mean rate.
   *
   * @return an estimate; empty while there is nothing to estimate from
   */
  public Optional<Duration> eta() {
    double rate = bytesPerSecond();
    if (rate <= 0 || bytes == 0) {
      return Optional.empty();
    }
    long millis = (long) (Math.max(0, bytes - bytesDone) / rate * 1000);
    return Optional.of(Duration.ofMillis(millis));
  }
}
