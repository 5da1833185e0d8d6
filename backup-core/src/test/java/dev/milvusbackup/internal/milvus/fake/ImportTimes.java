package dev.milvusbackup.internal.milvus.fake;

/**
 * How long imports take. Fitted to what was measured: on 2.3.5 one job after another, each done on
 * a tick of two seconds; on 2.5 and 2.6 side by side, through five stages.
 */
final class ImportTimes {

  private static final long TICK_MILLIS = 2000;
  private static final double JUST_MISSED = 0.01;
  private static final long BASE_MILLIS = 500;
  private static final long MILLIS_PER_SEGMENT = 100;
  private static final double BYTES_PER_MILLI = 31_000;

  /** What a job leaves to do before the next one begins. */
  private static final double CLEANED_BYTES_PER_MILLI = 50_000;

  private static final long STAGES_MILLIS_2_5 = 14_000;
  private static final long STAGES_MILLIS_2_6 = 10_000;
  private static final long MILLIS_PER_ITEM = 360;

  private final World world;
  private double busyUntil;
  private double cleaning;
  private long firstMillis;

  ImportTimes(World world) {
    this.world = world;
  }

  /** When the work on a job begins, and when it is seen to be done. */
  record Span(long beginMillis, long endMillis) {}

  Span next(long bytes, int segments, int items) {
    return world.has(Behavior.IMPORTS_ONE_AT_A_TIME) ? inTurn(bytes, segments) : sideBySide(items);
  }

  /** No job begins before. */
  void blockUntil(long millis) {
    busyUntil = Math.max(busyUntil, (double) millis);
  }

  private Span inTurn(long bytes, int segments) {
    long now = world.clock.millis();
    if (busyUntil <= now) {
      busyUntil = now;
      firstMillis = now;
      cleaning = 0;
    }
    double begin = busyUntil + cleaning;
    double work = BASE_MILLIS + MILLIS_PER_SEGMENT * segments + bytes / BYTES_PER_MILLI;
    busyUntil = begin + Math.max(TICK_MILLIS, work);
    cleaning = bytes / CLEANED_BYTES_PER_MILLI;
    long ticks = (long) Math.ceil((busyUntil - firstMillis) / TICK_MILLIS - JUST_MISSED);
    return new Span((long) begin, firstMillis + ticks * TICK_MILLIS);
  }

  private Span sideBySide(int items) {
    long now = world.clock.millis();
    double queue = Math.max(0, busyUntil - now) + MILLIS_PER_ITEM * items;
    busyUntil = now + queue;
    long stages = world.version.isAtLeast(2, 6) ? STAGES_MILLIS_2_6 : STAGES_MILLIS_2_5;
    long ticks = (long) Math.ceil((stages + queue) / TICK_MILLIS);
    return new Span(now + TICK_MILLIS, now + ticks * TICK_MILLIS);
  }
}
