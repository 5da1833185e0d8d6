/**
 * Keeps backups in the memory of this process, for tests: {@link
 * dev.milvusbackup.storage.memory.InMemoryObjectStore}.
 */
@NullMarked
package dev.milvusbackup.storage.memory;

import org.jspecify.annotations.NullMarked;
