package dev.milvusbackup.storage.s3api;

import dev.milvusbackup.storage.PutMode;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The requests of the S3 protocol that a store needs, one method each. Requests with a body are not
 * retried. If the service or the network fails, a method throws {@link S3Failure}.
 */
public interface S3Api extends AutoCloseable {

  /**
   * PutObject.
   *
   * @param target the object to write
   * @param content the content; it throws if its size differs, and then the request has to fail
   * @param size its length in bytes, at most {@link S3Tuning#uploadPartBytes()}
   * @param mode {@link PutMode#CREATE_NEW} for {@code If-None-Match: *}
   * @return the tag that the service returns
   * @throws IOException if the content cannot be read
   */
  S3Tag put(S3Address target, InputStream content, long size, PutMode mode) throws IOException;

  /**
   * CreateMultipartUpload.
   *
   * @param target the object to write
   * @return the id of the upload
   */
  String startUpload(S3Address target);

  /**
   * UploadPart.
   *
   * @param target the object to write
   * @param uploadId the id of the upload
   * @param number the number of the part, from 1
   * @param content the content of the part, same as for {@link #put}
   * @param size its length in bytes
   * @return the ETag of the part
   * @throws IOException if the content cannot be read
   */
  String uploadPart(S3Address target, String uploadId, int number, InputStream content, long size)
      throws IOException;

  /**
   * UploadPartCopy.
   *
   * @param target the object to write
   * @param part the range of bytes, and the number of the part
   * @param source the object to copy from
   * @param sourceEtag the ETag that the source must still have
   * @return the ETag of the part
   */
  String copyPart(
      S3Address target, S3CopiedPart part, S3Address source, @Nullable String sourceEtag);

  /**
   * CompleteMultipartUpload.
   *
   * @param target the object to write
   * @param uploadId the id of the upload
   * @param etags the ETags of all parts, in order
   * @param mode {@link PutMode#CREATE_NEW} for {@code If-None-Match: *}
   */
  void completeUpload(S3Address target, String uploadId, List<String> etags, PutMode mode);

  /**
   * AbortMultipartUpload.
   *
   * @param target the object to write
   * @param uploadId the id of the upload
   */
  void abortUpload(S3Address target, String uploadId);

  /**
   * GetObject.
   *
   * @param source the object
   * @param offset the first byte
   * @param length the number of bytes, or {@link Long#MAX_VALUE} for all
   * @return the content; closing it early is cheap, and reading fails with {@link IOException} only
   */
  InputStream get(S3Address source, long offset, long length);

  /**
   * HeadObject.
   *
   * @param object the object
   * @return the size and the tag that the service returns
   */
  S3Head head(S3Address object);

  /**
   * CopyObject.
   *
   * @param target the object to write
   * @param source the object to copy
   * @return the tag of the new object
   */
  S3Tag copy(S3Address target, S3Address source);

  /**
   * ListObjectsV2.
   *
   * @param bucket the bucket
   * @param prefix the start of the paths
   * @param delimiter {@code /} for one level, or null for all
   * @param maxKeys the maximum number of entries
   * @param token the {@link S3Page#next()} of the previous page, or null for the first page
   * @return a page
   */
  S3Page list(
      String bucket,
      String prefix,
      @Nullable String delimiter,
      int maxKeys,
      @Nullable String token);

  /**
   * DeleteObjects.
   *
   * @param bucket the bucket
   * @param paths at most 1,000 paths
   * @return the paths that could not be deleted
   */
  List<S3DeleteFailure> delete(String bucket, List<String> paths);

  /**
   * GetObjectLockConfiguration, which fails if the bucket has none.
   *
   * @param bucket the bucket
   */
  void requireLockConfiguration(String bucket);

  /**
   * PutObjectRetention, without the right to shorten one.
   *
   * @param object the object
   * @param retention the retention of its current version
   */
  void retain(S3Address object, S3Retention retention);

  /**
   * GetObjectRetention.
   *
   * @param object the object
   * @return the retention of its current version, or null if it has none
   */
  @Nullable S3Retention retention(S3Address object);

  /** Releases connections. Calling it twice is harmless. */
  @Override
  void close();
}
