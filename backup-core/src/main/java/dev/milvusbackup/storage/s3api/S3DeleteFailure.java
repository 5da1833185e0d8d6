package dev.milvusbackup.storage.s3api;

/**
 * A path that DeleteObjects could not delete.
 *
 * @param path the full key
 * @param code the error code of the service, such as {@code AccessDenied}
 */
public record S3DeleteFailure(String path, String code) {}
