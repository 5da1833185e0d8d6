/** Measures speed and memory of streaming objects between two stores. */
@NullMarked
package dev.milvusbackup.benchmarks.streaming;

import org.jspecify.annotations.NullMarked;
