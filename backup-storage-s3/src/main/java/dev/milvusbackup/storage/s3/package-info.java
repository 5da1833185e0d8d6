/** The store for Amazon S3, and for services that speak its protocol, with the AWS SDK. */
@NullMarked
package dev.milvusbackup.storage.s3;

import org.jspecify.annotations.NullMarked;
