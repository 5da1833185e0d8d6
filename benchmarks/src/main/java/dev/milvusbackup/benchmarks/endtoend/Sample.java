package dev.milvusbackup.benchmarks.endtoend;

/**
 * One measurement.
 *
 * @param seconds wall clock time
 * @param cpuSeconds of this side's process, the servers not included
 * @param peakBytes the largest resident memory of this side's process
 * @param peakHeapBytes the largest Java heap in use, garbage included; 0 if unknown
 */
record Sample(double seconds, double cpuSeconds, long peakBytes, long peakHeapBytes) {}
