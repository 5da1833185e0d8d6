package dev.milvusbackup.internal.milvus.gc;

import java.time.Instant;
import java.util.OptionalLong;

/**
 * A pause of garbage collection.
 *
 * @param collectionId empty for the whole server
 * @param ticket identifies the pause when it ends; empty on servers without tickets
 * @param until when Milvus resumes by itself, counted from before the request
 */
public record GcLease(OptionalLong collectionId, String ticket, Instant until) {}
