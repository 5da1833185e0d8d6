package dev.milvusbackup.internal.milvus;

import dev.milvusbackup.CollectionName;
import java.util.List;
import java.util.Optional;

/** The data of a collection, as Milvus keeps it in its storage. */
public interface MilvusSegments {

  /** Milvus's time, as a hybrid timestamp. */
  long now();

  /** Has Milvus write out what it holds in memory; {@link #isFlushed} tells when it has. */
  FlushTicket flush(CollectionName name);

  boolean isFlushed(CollectionName name, FlushTicket ticket);

  /**
   * The segments that are written out.
   *
   * @return empty if one is still becoming so or is gone meanwhile, so that the list has to be
   *     taken again
   */
  Optional<List<PersistentSegment>> of(CollectionName name);

  /**
   * The logs of segments, as Milvus tells them; see {@link ServerFeatures#describesSegments()}.
   *
   * @return empty if one of them is gone meanwhile, so that the list has to be taken again
   */
  Optional<List<SegmentLogs>> logs(CollectionName name, long collectionId, List<Long> segmentIds);

  /** The rows of the segments that are written out. Deletes are not taken into account. */
  long persistentRows(CollectionName name);
}
