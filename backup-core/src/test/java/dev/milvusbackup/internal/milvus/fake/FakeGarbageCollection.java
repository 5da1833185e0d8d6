package dev.milvusbackup.internal.milvus.fake;

import dev.milvusbackup.internal.milvus.gc.GcLease;
import dev.milvusbackup.internal.milvus.gc.MilvusGarbageCollection;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/** The pause of garbage collection in memory. */
final class FakeGarbageCollection implements MilvusGarbageCollection {

  private final World world;
  private long pausedUntilMillis;

  FakeGarbageCollection(World world) {
    this.world = world;
  }

  @Override
  public Optional<GcLease> pause(OptionalLong collectionId, Duration lease) {
    return world.calls.make(
        "gc.pause",
        () -> {
          if (!world.has(Behavior.PAUSES_GC)) {
            return Optional.empty();
          }
          pausedUntilMillis = world.clock.millis() + lease.toMillis();
          return Optional.of(new GcLease(collectionId, "", Instant.now().plus(lease)));
        });
  }

  @Override
  public void resume(GcLease lease) {
    world.calls.run("gc.resume", () -> pausedUntilMillis = 0);
  }

  boolean isPaused() {
    return world.clock.millis() < pausedUntilMillis;
  }
}
