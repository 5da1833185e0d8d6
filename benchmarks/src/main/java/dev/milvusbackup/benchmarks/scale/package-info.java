/**
 * Memory of creating and reading backups with very many objects, on servers that are only
 * simulated.
 */
@NullMarked
package dev.milvusbackup.benchmarks.scale;

import org.jspecify.annotations.NullMarked;
