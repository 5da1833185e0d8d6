package dev.milvusbackup.storage.s3api;

/**
 * A path that DeleteObjects could not delete.
 *
 * @param path the full key
 * @param code the service's error code, such as {@code AccessDenied}
 */
public record S3DeleteFailure(String path, String code) {}
