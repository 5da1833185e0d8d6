package dev.milvusbackup.internal.transfer;

import dev.milvusbackup.storage.Digest;
import dev.milvusbackup.storage.ObjectKey;
import java.util.Optional;

/**
 * An object to be copied.
 *
 * @param from its key in the source store
 * @param to its key in the target store
 * @param size its bytes; a source with more or fewer is an error
 * @param digest its known digest; checked if the bytes pass through this process or the store
 *     reports a digest of the same algorithm
 * @param rows the rows reported as done with it
 */
public record ObjectCopy(
    ObjectKey from, ObjectKey to, long size, Optional<Digest> digest, long rows) {}
