package dev.milvusbackup.internal.sharing;

import dev.milvusbackup.internal.format.commit.CommittedObject;
import dev.milvusbackup.internal.format.commit.PackedObjects;
import java.util.List;

/**
 * A segment that the backup store holds.
 *
 * @param sum of its logs
 * @param source the list of objects that has them, with their digests
 * @param directory the path of its group in that list
 */
record KnownSegment(String root, long id, LogSum sum, PackedObjects source, String directory) {

  List<CommittedObject> objects() {
    return source.from(directory + "/", sum.count());
  }
}
