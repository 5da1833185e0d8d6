package dev.milvusbackup.benchmarks.endtoend;

import java.util.Locale;

/** What is measured, in the order in which each round does it. */
enum Operation {
  CREATE,
  LIST,
  GET,
  VERIFY,
  RESTORE,
  DELETE;

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
