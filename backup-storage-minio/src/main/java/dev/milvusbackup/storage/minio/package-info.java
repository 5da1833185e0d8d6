/** The store for MinIO and other services with the S3 protocol, based on the MinIO client. */
@NullMarked
package dev.milvusbackup.storage.minio;

import org.jspecify.annotations.NullMarked;
