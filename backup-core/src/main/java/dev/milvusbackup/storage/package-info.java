/**
 * The storage of backups: the interface {@link dev.milvusbackup.storage.ObjectStore}, which a store
 * implements, and two stores that need no vendor, for a folder and for memory.
 */
@NullMarked
package dev.milvusbackup.storage;

import org.jspecify.annotations.NullMarked;
