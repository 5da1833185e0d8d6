package dev.milvusbackup.benchmarks.endtoend;

import java.util.Locale;

/** The measured operations, in the order of each round. */
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
