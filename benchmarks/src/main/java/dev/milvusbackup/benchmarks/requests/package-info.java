/** Counts the requests that jobs send to their stores. */
@NullMarked
package dev.milvusbackup.benchmarks.requests;

import org.jspecify.annotations.NullMarked;
