/** What the library does for each object, by itself: {@code benchmarks/run jmh}. */
@NullMarked
package dev.milvusbackup.benchmarks.jmh;

import org.jspecify.annotations.NullMarked;
