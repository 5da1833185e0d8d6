package dev.milvusbackup.internal.binlog.export;

import dev.milvusbackup.storage.ObjectKey;

/**
 * A binlog in Milvus's storage.
 *
 * @param fieldId the field of its values; unused for deletes
 * @param logId the last part of its key
 * @param tag stands for the ETag that the storage reports, see {@link Fingerprint}
 */
public record LogFile(ObjectKey key, long fieldId, long logId, long size, long tag) {}
