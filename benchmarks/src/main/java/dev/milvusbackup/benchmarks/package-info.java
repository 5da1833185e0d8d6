/** Measures the library. Not published. */
@NullMarked
package dev.milvusbackup.benchmarks;

import org.jspecify.annotations.NullMarked;
