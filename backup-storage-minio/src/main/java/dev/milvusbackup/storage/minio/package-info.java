/**
 * The store for MinIO, and for other services that speak the S3 protocol, with the MinIO client.
 */
@NullMarked
package dev.milvusbackup.storage.minio;

import org.jspecify.annotations.NullMarked;
