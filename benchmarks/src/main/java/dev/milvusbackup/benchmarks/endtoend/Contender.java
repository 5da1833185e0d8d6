package dev.milvusbackup.benchmarks.endtoend;

import java.util.Optional;

/** A participant whose operations are measured. */
interface Contender {

  String name();

  /** Runs and measures an operation; empty if the contender does not support it. */
  Optional<Sample> run(Operation operation, Round round);
}
