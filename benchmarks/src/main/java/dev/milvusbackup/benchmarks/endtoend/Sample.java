package dev.milvusbackup.benchmarks.endtoend;

/**
 * One measurement.
 *
 * @param seconds on the clock
 * @param cpuSeconds of this side's process, the servers not included
 * @param peakBytes the largest resident memory of this side's process meanwhile
 * @param peakHeapBytes the largest Java heap in use meanwhile, garbage included; 0 where there is
 *     none to be seen
 */
record Sample(double seconds, double cpuSeconds, long peakBytes, long peakHeapBytes) {}
