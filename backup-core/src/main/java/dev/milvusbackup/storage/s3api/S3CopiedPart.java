package dev.milvusbackup.storage.s3api;

/**
 * A part of an object that is copied in parts.
 *
 * @param uploadId the id of the upload
 * @param number the number of the part, from 1
 * @param offset the first byte
 * @param size the number of bytes
 */
public record S3CopiedPart(String uploadId, int number, long offset, long size) {}
