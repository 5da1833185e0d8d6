package dev.milvusbackup.benchmarks.endtoend;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What several measurements of the same come to.
 *
 * @param rounds how many there are; where it is 0 all else is 0
 * @param seconds what they took
 * @param cpuSeconds the median
 * @param peakBytes the most resident memory of any
 * @param peakHeapBytes the most heap of any
 */
record Summary(int rounds, Seconds seconds, double cpuSeconds, long peakBytes, long peakHeapBytes) {

  /** The middle one, the least and the most. */
  record Seconds(double median, double fastest, double slowest) {}

  static Summary of(List<Sample> samples) {
    return new Summary(
        samples.size(),
        new Seconds(
            median(samples, Sample::seconds),
            samples.stream().mapToDouble(Sample::seconds).min().orElse(0),
            samples.stream().mapToDouble(Sample::seconds).max().orElse(0)),
        median(samples, Sample::cpuSeconds),
        samples.stream().mapToLong(Sample::peakBytes).max().orElse(0),
        samples.stream().mapToLong(Sample::peakHeapBytes).max().orElse(0));
  }

  double median() {
    return seconds.median;
  }

  double fastest() {
    return seconds.fastest;
  }

  double slowest() {
    return seconds.slowest;
  }

  private static double median(List<Sample> samples, ToDoubleFunction<Sample> value) {
    double[] sorted = samples.stream().mapToDouble(value).sorted().toArray();
    int middle = sorted.length / 2;
    if (sorted.length == 0) {
      return 0;
    }
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
