package dev.milvusbackup.storage.s3api;

import dev.milvusbackup.storage.PutMode;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The requests of the S3 protocol that a store needs, one method each, without retries of their own
 * where a body is involved. Every failure that the service or the network causes is thrown as
 * {@link S3Failure}.
 */
public interface S3Api extends AutoCloseable {

  /**
   * PutObject.
   *
   * @param target where to
   * @param content the content; throws if it has another size, and the request then has to fail
   * @param size its length in bytes, at most {@link S3Tuning#uploadPartBytes()}
   * @param mode {@link PutMode#CREATE_NEW} for {@code If-None-Match: *}
   * @return what the service reports about the object
   * @throws IOException if the content cannot be read
   */
  S3Tag put(S3Address target, InputStream content, long size, PutMode mode) throws IOException;

  /**
   * CreateMultipartUpload.
   *
   * @param target where to
   * @return the upload's id
   */
  String startUpload(S3Address target);

  /**
   * UploadPart.
   *
   * @param target where to
   * @param uploadId the upload's id
   * @param number the part's number, from 1
   * @param content the part's content, as for {@link #put}
   * @param size its length in bytes
   * @return the part's ETag
   * @throws IOException if the content cannot be read
   */
  String uploadPart(S3Address target, String uploadId, int number, InputStream content, long size)
      throws IOException;

  /**
   * UploadPartCopy.
   *
   * @param target where to
   * @param part which bytes, and which part they become
   * @param source what to copy from
   * @param sourceEtag the ETag that the source must still have
   * @return the part's ETag
   */
  String copyPart(
      S3Address target, S3CopiedPart part, S3Address source, @Nullable String sourceEtag);

  /**
   * CompleteMultipartUpload.
   *
   * @param target where to
   * @param uploadId the upload's id
   * @param etags the ETags of all parts in their order
   * @param mode {@link PutMode#CREATE_NEW} for {@code If-None-Match: *}
   */
  void completeUpload(S3Address target, String uploadId, List<String> etags, PutMode mode);

  /**
   * AbortMultipartUpload.
   *
   * @param target where to
   * @param uploadId the upload's id
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
   * @return what the service reports about it
   */
  S3Head head(S3Address object);

  /**
   * CopyObject.
   *
   * @param target where to
   * @param source what to copy
   * @return what the service reports about the new object
   */
  S3Tag copy(S3Address target, S3Address source);

  /**
   * ListObjectsV2.
   *
   * @param bucket the bucket
   * @param prefix what the paths begin with
   * @param delimiter {@code /} for one level, or null for all
   * @param maxKeys the largest number of entries wanted
   * @param token the former page's {@link S3Page#next()}, or null for the first page
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
   * @return those that could not be deleted
   */
  List<S3DeleteFailure> delete(String bucket, List<String> paths);

  /** Releases connections. Calling it twice is harmless. */
  @Override
  void close();
}
