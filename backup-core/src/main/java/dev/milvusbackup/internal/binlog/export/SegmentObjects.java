package dev.milvusbackup.internal.binlog.export;

import dev.milvusbackup.internal.format.metadata.SegmentBackupInfo;
import dev.milvusbackup.internal.format.packed.LazyList;
import dev.milvusbackup.internal.transfer.CopiedObject;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;

/** The insert logs of some segments, created on access. */
final class SegmentObjects extends LazyList<CopiedObject> {

  private final List<SegmentBackupInfo> segments;
  private final Function<SegmentBackupInfo, List<CopiedObject>> objects;
  private final int[] ends;

  SegmentObjects(
      List<SegmentBackupInfo> segments, Function<SegmentBackupInfo, List<CopiedObject>> objects) {
    this.segments = segments;
    this.objects = objects;
    this.ends = new int[segments.size()];
    int end = 0;
    int segment = 0;
    for (SegmentBackupInfo info : segments) {
      end += info.binlogs().stream().mapToInt(field -> field.binlogs().size()).sum();
      ends[segment++] = end;
    }
  }

  @Override
  public CopiedObject get(int index) {
    int found = Arrays.binarySearch(ends, index);
    int segment = found < 0 ? -found - 1 : found + 1;
    int first = segment == 0 ? 0 : ends[segment - 1];
    return objects.apply(segments.get(segment)).get(index - first);
  }

  @Override
  public int size() {
    return ends.length == 0 ? 0 : ends[ends.length - 1];
  }

  @Override
  public Iterator<CopiedObject> iterator() {
    return chain(segments, objects).iterator();
  }
}
