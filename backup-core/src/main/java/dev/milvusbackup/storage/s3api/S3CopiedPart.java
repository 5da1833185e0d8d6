package dev.milvusbackup.storage.s3api;

/**
 * A part of an object that is copied in parts.
 *
 * @param uploadId the upload's id
 * @param number the part's number, from 1
 * @param offset the first byte
 * @param size the number of bytes
 */
public record S3CopiedPart(String uploadId, int number, long offset, long size) {}
