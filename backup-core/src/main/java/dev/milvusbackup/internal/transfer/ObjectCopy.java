package dev.milvusbackup.internal.transfer;

import dev.milvusbackup.storage.Digest;
import dev.milvusbackup.storage.ObjectKey;
import java.util.Optional;

/**
 * An object to be copied.
 *
 * @param from its key in the source store
 * @param to its key in the target store
 * @param size its bytes; a source that gives more or fewer is an error
 * @param digest what its content is known to be; checked where the bytes, or the store's own digest
 *     of the same kind, can be seen
 * @param rows the rows that are reported as done with it
 */
public record ObjectCopy(
    ObjectKey from, ObjectKey to, long size, Optional<Digest> digest, long rows) {}
