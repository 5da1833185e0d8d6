package dev.milvusbackup.benchmarks.endtoend;

/**
 * The names that one contender uses in one round. The Go tool allows only letters, digits and
 * underscores.
 */
record Round(int number, String contender) {

  String backup() {
    return "bench_" + id();
  }

  /** The suffix of restored collections. */
  String suffix() {
    return "_" + id();
  }

  private String id() {
    return contender.replaceAll("[^A-Za-z0-9]", "_") + "_" + number;
  }
}
