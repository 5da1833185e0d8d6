package dev.milvusbackup.storage;

import org.jspecify.annotations.Nullable;

/**
 * The properties that a store reports for an object.
 *
 * @param key its key
 * @param size its length in bytes
 * @param digest a digest that the store itself computed over the whole content, or null if it has
 *     no comparable one
 */
public record ObjectInfo(ObjectKey key, long size, @Nullable Digest digest) {}
