package dev.milvusbackup.internal.milvus.segments;

import dev.milvusbackup.CollectionName;
import java.util.List;
import java.util.Optional;

/** The data of a collection, as Milvus keeps it in its storage. */
public interface MilvusSegments {

  /** Milvus's time, as a hybrid timestamp. */
  long now();

  /** Starts a flush; {@link #isFlushed} reports its end. */
  FlushTicket flush(CollectionName name);

  boolean isFlushed(CollectionName name, FlushTicket ticket);

  /**
   * The persistent segments.
   *
   * @return empty if one is still being written or has disappeared, so that the caller has to list
   *     again
   */
  Optional<List<PersistentSegment>> of(CollectionName name);

  /**
   * The logs of segments, as Milvus reports them; see {@code ServerFeatures.describesSegments}.
   *
   * @return empty if one of them has disappeared, so that the caller has to list again
   */
  Optional<List<SegmentLogs>> logs(CollectionName name, long collectionId, List<Long> segmentIds);

  /** The rows of the persistent segments, ignoring deletes. */
  long persistentRows(CollectionName name);
}
