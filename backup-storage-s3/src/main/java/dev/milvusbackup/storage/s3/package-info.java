/** The store for Amazon S3 and services with its protocol, based on the AWS SDK. */
@NullMarked
package dev.milvusbackup.storage.s3;

import org.jspecify.annotations.NullMarked;
