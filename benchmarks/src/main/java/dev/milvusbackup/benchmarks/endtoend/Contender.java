package dev.milvusbackup.benchmarks.endtoend;

import java.util.Optional;

/** Somebody whose operations are measured. */
interface Contender {

  String name();

  /** Does it and measures it; empty if the contender knows no such operation. */
  Optional<Sample> run(Operation operation, Round round);
}
