/** Whole operations on real servers, beside other tools and the bare work of the servers. */
@NullMarked
package dev.milvusbackup.benchmarks.endtoend;

import org.jspecify.annotations.NullMarked;
