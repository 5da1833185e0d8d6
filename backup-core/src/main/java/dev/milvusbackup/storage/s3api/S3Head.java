package dev.milvusbackup.storage.s3api;

/**
 * The result of HeadObject.
 *
 * @param size the length of the object in bytes
 * @param tag its ETag
 */
public record S3Head(long size, S3Tag tag) {}
