/** The library's own work per object: {@code benchmarks/run jmh}. */
@NullMarked
package dev.milvusbackup.benchmarks.jmh;

import org.jspecify.annotations.NullMarked;
