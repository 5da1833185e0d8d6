package dev.milvusbackup.internal.sharing;

import dev.milvusbackup.internal.format.SharedLayout;
import dev.milvusbackup.internal.format.commit.CommittedObject;
import dev.milvusbackup.internal.format.commit.PackedObjects;
import dev.milvusbackup.internal.format.metadata.SegmentBackupInfo;
import dev.milvusbackup.internal.format.metadata.SharedLogs;
import java.util.List;

/**
 * A segment that the backup store holds.
 *
 * @param sum of its logs
 * @param source the list of objects that has them, with their digests
 */
record KnownSegment(SharedLogs shared, long id, LogSum sum, PackedObjects source) {

  /** The objects, in the order of their paths. */
  List<CommittedObject> objects(SegmentBackupInfo segment) {
    String directory = SharedLayout.path(SharedLayout.group(shared.root(), segment));
    return source.from(directory + "/", sum.count());
  }
}
