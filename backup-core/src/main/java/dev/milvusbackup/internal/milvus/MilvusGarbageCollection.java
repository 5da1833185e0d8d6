package dev.milvusbackup.internal.milvus;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/** Milvus's removal of files that no segment refers to any more; see {@link GcPause}. */
public interface MilvusGarbageCollection {

  /** Where nobody has said how to reach it. */
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
   * Pauses it for a while. Once more prolongs it.
   *
   * @param collectionId empty for all of the server
   * @return empty if the server does not offer it
   */
  Optional<GcLease> pause(OptionalLong collectionId, Duration lease);

  /** Ends a pause before its time. */
  void resume(GcLease lease);
}
