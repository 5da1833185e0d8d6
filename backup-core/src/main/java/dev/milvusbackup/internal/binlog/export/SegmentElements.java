package dev.milvusbackup.internal.binlog.export;

import dev.milvusbackup.internal.format.metadata.FieldBinlog;
import dev.milvusbackup.internal.format.metadata.SegmentBackupInfo;
import dev.milvusbackup.internal.format.packed.LazyList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/** What each of some segments has, one after the other, created on access segment by segment. */
final class SegmentElements<T> extends LazyList<T> {

  private final List<SegmentBackupInfo> segments;
  private final Function<SegmentBackupInfo, List<T>> elements;
  private final int[] ends;

  private SegmentElements(
      List<SegmentBackupInfo> segments, Function<SegmentBackupInfo, List<T>> elements, int[] ends) {
    this.segments = segments;
    this.elements = elements;
    this.ends = ends;
  }

  /**
   * Builds the list.
   *
   * @param count how many elements a segment has
   */
  static <T> SegmentElements<T> of(
      List<SegmentBackupInfo> segments,
      ToIntFunction<SegmentBackupInfo> count,
      Function<SegmentBackupInfo, List<T>> elements) {
    int[] ends = new int[segments.size()];
    int end = 0;
    int segment = 0;
    for (SegmentBackupInfo info : segments) {
      end = Math.addExact(end, count.applyAsInt(info));
      ends[segment++] = end;
    }
    return new SegmentElements<>(segments, elements, ends);
  }

  static int count(List<FieldBinlog> fields) {
    return fields.stream().mapToInt(field -> field.binlogs().size()).sum();
  }

  @Override
  public T get(int index) {
    int found = Arrays.binarySearch(ends, index);
    int segment = found < 0 ? -found - 1 : found + 1;
    while (ends[segment] == index) {
      segment++; // segments without files end where the previous one does
    }
    int first = segment == 0 ? 0 : ends[segment - 1];
    return elements.apply(segments.get(segment)).get(index - first);
  }

  @Override
  public int size() {
    return ends.length == 0 ? 0 : ends[ends.length - 1];
  }

  @Override
  public Iterator<T> iterator() {
    return chain(segments, elements).iterator();
  }
}
