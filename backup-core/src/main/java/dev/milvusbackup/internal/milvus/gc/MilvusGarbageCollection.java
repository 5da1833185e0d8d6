package dev.milvusbackup.internal.milvus.gc;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/** Milvus's garbage collection of unused files; see {@link GcPause}. */
public interface MilvusGarbageCollection {

  /** Without a management address. */
  MilvusGarbageCollection OUT_OF_REACH =
      new MilvusGarbageCollection() {
        @Override
        public Optional<GcLease> pause(OptionalLong collectionId, Duration lease) {
          return Optional.empty();
        }

        @Override
        public void resume(GcLease lease) {
          throw new IllegalArgumentException("Nothing was paused: " + lease);
        }
      };

  /**
   * Pauses it for some time. Another call extends the pause.
   *
   * @param collectionId empty for the whole server
   * @return empty if the server does not support it
   */
  Optional<GcLease> pause(OptionalLong collectionId, Duration lease);

  /** Ends a pause early. */
  void resume(GcLease lease);
}
