package dev.milvusbackup.storage.s3;

import dev.milvusbackup.storage.ObjectLocks;
import dev.milvusbackup.storage.PutMode;
import dev.milvusbackup.storage.s3api.S3Address;
import dev.milvusbackup.storage.s3api.S3Answer;
import dev.milvusbackup.storage.s3api.S3Api;
import dev.milvusbackup.storage.s3api.S3CopiedPart;
import dev.milvusbackup.storage.s3api.S3DeleteFailure;
import dev.milvusbackup.storage.s3api.S3Failure;
import dev.milvusbackup.storage.s3api.S3Head;
import dev.milvusbackup.storage.s3api.S3Page;
import dev.milvusbackup.storage.s3api.S3Retention;
import dev.milvusbackup.storage.s3api.S3Tag;
import java.io.InputStream;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.GetObjectLockConfigurationResponse;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRetentionResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.ObjectLockRetention;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.UploadPartCopyResponse;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/** Sends the requests with the AWS SDK. Bodies are streamed, including those of parts. */
final class S3ClientApi implements S3Api {

  private final S3Client client;
  private final boolean closesClient;

  S3ClientApi(S3Client client, boolean closesClient) {
    this.client = client;
    this.closesClient = closesClient;
  }

  @Override
  public S3Tag put(S3Address target, InputStream content, long size, PutMode mode) {
    PutObjectResponse response =
        call(
            () ->
                client.putObject(
                    request ->
                        request
                            .bucket(target.bucket())
                            .key(target.path())
                            .ifNoneMatch(condition(mode)),
                    RequestBody.fromInputStream(content, size)));
    requireStored(response);
    return tag(
        response.eTag(), response.serverSideEncryptionAsString(), response.sseCustomerAlgorithm());
  }

  @Override
  public String startUpload(S3Address target) {
    CreateMultipartUploadResponse response =
        call(
            () ->
                client.createMultipartUpload(
                    request -> request.bucket(target.bucket()).key(target.path())));
    require(response.uploadId(), response);
    return response.uploadId();
  }

  @Override
  public String uploadPart(
      S3Address target, String uploadId, int number, InputStream content, long size) {
    UploadPartResponse response =
        call(
            () ->
                client.uploadPart(
                    request ->
                        request
                            .bucket(target.bucket())
                            .key(target.path())
                            .uploadId(uploadId)
                            .partNumber(number),
                    RequestBody.fromInputStream(content, size)));
    requireStored(response);
    return response.eTag();
  }

  @Override
  public String copyPart(
      S3Address target, S3CopiedPart part, S3Address source, @Nullable String sourceEtag) {
    UploadPartCopyResponse response =
        call(
            () ->
                client.uploadPartCopy(
                    request ->
                        request
                            .destinationBucket(target.bucket())
                            .destinationKey(target.path())
                            .uploadId(part.uploadId())
                            .partNumber(part.number())
                            .sourceBucket(source.bucket())
                            .sourceKey(source.path())
                            .copySourceIfMatch(sourceEtag)
                            .copySourceRange(range(part.offset(), part.size()))));
    require(response.copyPartResult(), response);
    return response.copyPartResult().eTag();
  }

  @Override
  public void completeUpload(S3Address target, String uploadId, List<String> etags, PutMode mode) {
    List<CompletedPart> parts =
        IntStream.range(0, etags.size())
            .mapToObj(i -> CompletedPart.builder().partNumber(i + 1).eTag(etags.get(i)).build())
            .toList();
    CompleteMultipartUploadResponse response =
        call(
            () ->
                client.completeMultipartUpload(
                    request ->
                        request
                            .bucket(target.bucket())
                            .key(target.path())
                            .uploadId(uploadId)
                            .ifNoneMatch(condition(mode))
                            .multipartUpload(upload -> upload.parts(parts))));
    require(response.eTag(), response);
  }

  @Override
  public void abortUpload(S3Address target, String uploadId) {
    call(
        () ->
            client.abortMultipartUpload(
                request -> request.bucket(target.bucket()).key(target.path()).uploadId(uploadId)));
  }

  @Override
  public InputStream get(S3Address source, long offset, long length) {
    boolean whole = offset == 0 && length == Long.MAX_VALUE;
    ResponseInputStream<GetObjectResponse> response =
        call(
            () ->
                client.getObject(
                    request ->
                        request
                            .bucket(source.bucket())
                            .key(source.path())
                            .range(whole ? null : range(offset, length))));
    try {
      requireObject(response.response());
    } catch (S3Failure e) {
      response.abort();
      throw e;
    }
    return S3ObjectStream.of(response);
  }

  @Override
  public S3Head head(S3Address object) {
    HeadObjectResponse response =
        call(
            () -> client.headObject(request -> request.bucket(object.bucket()).key(object.path())));
    requireObject(response);
    return new S3Head(
        response.contentLength(),
        tag(
            response.eTag(),
            response.serverSideEncryptionAsString(),
            response.sseCustomerAlgorithm()),
        response.lastModified());
  }

  @Override
  public S3Tag copy(S3Address target, S3Address source) {
    CopyObjectResponse response =
        call(
            () ->
                client.copyObject(
                    request ->
                        request
                            .destinationBucket(target.bucket())
                            .destinationKey(target.path())
                            .sourceBucket(source.bucket())
                            .sourceKey(source.path())));
    require(response.copyObjectResult(), response);
    return tag(
        response.copyObjectResult().eTag(),
        response.serverSideEncryptionAsString(),
        response.sseCustomerAlgorithm());
  }

  @Override
  public S3Page list(
      String bucket,
      String prefix,
      @Nullable String delimiter,
      int maxKeys,
      @Nullable String token) {
    ListObjectsV2Response response =
        call(
            () ->
                client.listObjectsV2(
                    request ->
                        request
                            .bucket(bucket)
                            .prefix(prefix)
                            .delimiter(delimiter)
                            .maxKeys(maxKeys)
                            .continuationToken(token)));
    require(response.isTruncated(), response);
    return new S3Page(
        response.contents().stream().map(o -> new S3Page.Entry(o.key(), head(o))).toList(),
        response.commonPrefixes().stream().map(p -> p.prefix()).toList(),
        response.isTruncated() ? response.nextContinuationToken() : null);
  }

  @Override
  public List<S3DeleteFailure> delete(String bucket, List<String> paths) {
    List<ObjectIdentifier> objects =
        paths.stream().map(path -> ObjectIdentifier.builder().key(path).build()).toList();
    return call(
            () ->
                client.deleteObjects(
                    request -> request.bucket(bucket).delete(d -> d.quiet(true).objects(objects))))
        .errors()
        .stream()
        .map(error -> new S3DeleteFailure(error.key(), error.code()))
        .toList();
  }

  @Override
  public void requireLockConfiguration(String bucket) {
    GetObjectLockConfigurationResponse response =
        call(() -> client.getObjectLockConfiguration(request -> request.bucket(bucket)));
    require(response.objectLockConfiguration(), response);
  }

  @Override
  public void retain(S3Address object, S3Retention retention) {
    call(
        () ->
            client.putObjectRetention(
                request ->
                    request
                        .bucket(object.bucket())
                        .key(object.path())
                        .retention(
                            r ->
                                r.mode(retention.mode().name())
                                    .retainUntilDate(retention.until()))));
  }

  @Override
  public @Nullable S3Retention retention(S3Address object) {
    GetObjectRetentionResponse response =
        call(
            () ->
                client.getObjectRetention(
                    request -> request.bucket(object.bucket()).key(object.path())));
    require(response.retention(), response);
    ObjectLockRetention retention = response.retention();
    return retention.retainUntilDate() == null
        ? null
        : new S3Retention(
            ObjectLocks.Mode.valueOf(retention.modeAsString()), retention.retainUntilDate());
  }

  @Override
  public void close() {
    if (closesClient) {
      client.close();
    }
  }

  private static <T> T call(Supplier<T> request) {
    try {
      return request.get();
    } catch (SdkException e) {
      throw S3Errors.failure(e);
    }
  }

  private static void requireStored(SdkResponse response) {
    SdkHttpResponse http = response.sdkHttpResponse();
    S3Answer.requireStored(http.statusCode(), S3Errors.headers(http));
  }

  private static void requireObject(SdkResponse response) {
    SdkHttpResponse http = response.sdkHttpResponse();
    S3Answer.requireObject(http.statusCode(), S3Errors.headers(http));
  }

  /** Checks a part of the answer that S3 always sends. The SDK takes any XML for an answer. */
  private static void require(@Nullable Object part, SdkResponse response) {
    if (part == null) {
      SdkHttpResponse http = response.sdkHttpResponse();
      throw S3Failure.answered(
          S3Answer.of(http.statusCode(), S3Errors.headers(http), new byte[0]), null);
    }
  }

  private static @Nullable String condition(PutMode mode) {
    return mode == PutMode.CREATE_NEW ? "*" : null;
  }

  private static String range(long offset, long length) {
    boolean toTheEnd = length > Long.MAX_VALUE - offset;
    return "bytes=" + offset + "-" + (toTheEnd ? "" : offset + length - 1);
  }

  private static S3Head head(S3Object listed) {
    return new S3Head(listed.size(), new S3Tag(listed.eTag(), null), listed.lastModified());
  }

  private static S3Tag tag(
      @Nullable String etag, @Nullable String encryption, @Nullable String customerAlgorithm) {
    return new S3Tag(etag, customerAlgorithm == null ? encryption : S3Tag.CUSTOMER_KEY);
  }
}
