package dev.milvusbackup.internal.milvus;

import java.time.Instant;
import java.util.OptionalLong;

/**
 * A pause of garbage collection.
 *
 * @param collectionId empty for all of the server
 * @param ticket by which it is resumed; empty on servers that give none
 * @param until when Milvus resumes by itself, counted from before the request was sent
 */
public record GcLease(OptionalLong collectionId, String ticket, Instant until) {}
