package dev.milvusbackup.internal.create;

import dev.milvusbackup.internal.format.CollectionBackupInfo;
import dev.milvusbackup.internal.transfer.ObjectCopy;
import java.util.List;

/** A collection whose segments are fixed: its metadata, complete, and what is to be copied. */
record FrozenCollection(CollectionBackupInfo info, List<ObjectCopy> copies) {}
