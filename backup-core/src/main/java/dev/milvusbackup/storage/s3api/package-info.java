/**
 * For authors of stores with the S3 protocol: everything that does not depend on the client
 * library. A store implements {@link dev.milvusbackup.storage.s3api.S3Api}, a dozen plain requests,
 * with its library, and extends {@link dev.milvusbackup.storage.s3api.S3CompatibleStore}, which
 * adds the rest of an {@link dev.milvusbackup.storage.ObjectStore}: keys, paging, uploads and
 * copies in parts, digests, errors.
 */
@NullMarked
package dev.milvusbackup.storage.s3api;

import org.jspecify.annotations.NullMarked;
