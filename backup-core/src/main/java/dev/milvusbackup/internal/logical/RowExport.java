package dev.milvusbackup.internal.logical;

import dev.milvusbackup.internal.format.metadata.CollectionBackupInfo;
import dev.milvusbackup.internal.transfer.CopiedObject;
import java.util.List;

/** A collection whose rows are in the backup store: its complete metadata and its files. */
record RowExport(CollectionBackupInfo info, List<CopiedObject> objects) {}
