package dev.milvusbackup.storage.s3api;

import dev.milvusbackup.storage.ObjectLocks;
import java.time.Instant;

/**
 * The lock of a version of an object.
 *
 * @param mode who can end it before its date
 * @param until the date
 */
public record S3Retention(ObjectLocks.Mode mode, Instant until) {}
