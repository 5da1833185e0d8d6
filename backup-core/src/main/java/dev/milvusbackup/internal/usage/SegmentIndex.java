package dev.milvusbackup.internal.usage;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Numbers shared segments, so that what a backup refers to is a set of bits, and adds up the sizes
 * of their objects.
 */
final class SegmentIndex {

  private final Map<String, Map<Long, Integer>> numbers = new HashMap<>();
  private final BitSet several = new BitSet();
  private final BitSet seen = new BitSet();
  private long[] bytes = new long[0];
  private int count;

  /** The number of a segment, a new one if it has none. */
  int number(String root, long segment) {
    return numbers
        .computeIfAbsent(root, name -> new HashMap<>())
        .computeIfAbsent(segment, id -> count++);
  }

  /** Adds what a backup refers to. */
  void add(BitSet segments) {
    BitSet again = (BitSet) segments.clone();
    again.and(seen);
    several.or(again);
    seen.or(segments);
  }

  /** Adds an object; false if no backup refers to its segment. */
  boolean add(String root, long segment, long size) {
    OptionalInt number = find(root, segment);
    if (number.isEmpty()) {
      return false;
    }
    if (bytes.length < count) {
      bytes = new long[count]; // all numbers are known before the first object
    }
    bytes[number.getAsInt()] += size;
    return true;
  }

  private OptionalInt find(String root, long segment) {
    Integer number = numbers.getOrDefault(root, Map.of()).get(segment);
    return number == null ? OptionalInt.empty() : OptionalInt.of(number);
  }

  /** The size of the segments that others refer to too. */
  long bytesShared(BitSet segments) {
    return bytes(segments, true);
  }

  /** The size of the other ones. */
  long bytesOnly(BitSet segments) {
    return bytes(segments, false);
  }

  private long bytes(BitSet segments, boolean shared) {
    return segments.stream()
        .filter(number -> several.get(number) == shared && number < bytes.length)
        .mapToLong(number -> bytes[number])
        .sum();
  }
}
