package dev.milvusbackup.benchmarks.endtoend;

/**
 * The names that one contender uses in one round. They are what the Go tool allows: letters, digits
 * and underscores.
 */
record Round(int number, String contender) {

  String backup() {
    return "bench_" + id();
  }

  /** What restored collections have after their names. */
  String suffix() {
    return "_" + id();
  }

  private String id() {
    return contender.replaceAll("[^A-Za-z0-9]", "_") + "_" + number;
  }
}
