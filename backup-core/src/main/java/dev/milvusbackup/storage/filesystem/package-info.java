/** Keeps backups in a folder: {@link dev.milvusbackup.storage.filesystem.FileSystemObjectStore}. */
@NullMarked
package dev.milvusbackup.storage.filesystem;

import org.jspecify.annotations.NullMarked;
