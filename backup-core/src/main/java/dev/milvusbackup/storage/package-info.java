/**
 * Where backups are kept: the {@link dev.milvusbackup.storage.ObjectStore} interface that a store
 * implements, and two stores without a vendor, for a folder and for memory.
 */
@NullMarked
package dev.milvusbackup.storage;

import org.jspecify.annotations.NullMarked;
