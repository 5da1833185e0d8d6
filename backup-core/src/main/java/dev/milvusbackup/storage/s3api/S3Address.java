package dev.milvusbackup.storage.s3api;

/**
 * The location of an object inside a service.
 *
 * @param bucket the bucket
 * @param path the full key, prefix included
 */
public record S3Address(String bucket, String path) {}
