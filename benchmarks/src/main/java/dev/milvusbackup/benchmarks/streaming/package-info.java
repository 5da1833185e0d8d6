/** How fast, and in how little memory, objects are streamed from one store to another. */
@NullMarked
package dev.milvusbackup.benchmarks.streaming;

import org.jspecify.annotations.NullMarked;
