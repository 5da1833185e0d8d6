package dev.milvusbackup.storage.minio;

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
import io.minio.AbortMultipartUploadArgs;
import io.minio.BaseS3Client;
import io.minio.BucketArgs;
import io.minio.CompleteMultipartUploadArgs;
import io.minio.ComposeObjectArgs;
import io.minio.CopyObjectArgs;
import io.minio.CreateMultipartUploadArgs;
import io.minio.DeleteObjectsArgs;
import io.minio.GetObjectArgs;
import io.minio.GetObjectLockConfigurationArgs;
import io.minio.GetObjectRetentionArgs;
import io.minio.HeadObjectArgs;
import io.minio.Http;
import io.minio.ListObjectsV2Args;
import io.minio.MinioAsyncClient;
import io.minio.ObjectArgs;
import io.minio.ObjectWriteResponse;
import io.minio.PutObjectAPIArgs;
import io.minio.SetObjectRetentionArgs;
import io.minio.SourceObject;
import io.minio.UploadPartArgs;
import io.minio.UploadPartCopyArgs;
import io.minio.messages.DeleteRequest;
import io.minio.messages.DeleteResult;
import io.minio.messages.ListBucketResultV2;
import io.minio.messages.Part;
import io.minio.messages.Retention;
import io.minio.messages.RetentionMode;
import java.io.IOException;
import java.io.InputStream;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import okhttp3.Headers;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * Sends the requests with the MinIO client. Parts are held in memory, since the client cannot
 * stream them; only a few at a time, for any number of threads.
 */
final class MinioApi implements S3Api {

  private static final String URL_ENCODED = "url";

  private final CheckedClient client;
  private final PlainCopies copies;
  private final PartMemory memory = new PartMemory();
  private final boolean closesClient;

  MinioApi(MinioAsyncClient given, boolean closesClient) {
    this.client = new CheckedClient(given);
    this.copies = new PlainCopies(client);
    this.closesClient = closesClient;
  }

  @Override
  public S3Tag put(S3Address target, InputStream content, long size, PutMode mode)
      throws IOException {
    return memory.send(
        content,
        size,
        part -> {
          PutObjectAPIArgs args =
              at(PutObjectAPIArgs.builder(), target)
                  .buffer(part)
                  .headers(new Http.Headers())
                  .extraHeaders(conditions(mode))
                  .build();
          return tag(await(() -> client.putObject(args)));
        });
  }

  @Override
  public String startUpload(S3Address target) {
    CreateMultipartUploadArgs args =
        at(CreateMultipartUploadArgs.builder(), target).headers(new Http.Headers()).build();
    return await(() -> client.createMultipartUpload(args)).result().uploadId();
  }

  @Override
  public String uploadPart(
      S3Address target, String uploadId, int number, InputStream content, long size)
      throws IOException {
    return memory.send(
        content,
        size,
        part -> {
          UploadPartArgs args =
              at(UploadPartArgs.builder(), target)
                  .uploadId(uploadId)
                  .partNumber(number)
                  .buffer(part)
                  .headers(new Http.Headers())
                  .build();
          return await(() -> client.uploadPart(args)).part().etag();
        });
  }

  @Override
  public String copyPart(
      S3Address target, S3CopiedPart part, S3Address source, @Nullable String sourceEtag) {
    SourceObject from = source(source, sourceEtag);
    Http.Headers headers = from.makeCopyHeaders();
    long last = part.offset() + part.size() - 1;
    headers.put(Http.Headers.X_AMZ_COPY_SOURCE_RANGE, "bytes=" + part.offset() + "-" + last);
    // Their own builder fails: it cannot reach their private constructor (9.0.4).
    ComposeObjectArgs whole =
        at(ComposeObjectArgs.builder(), target).sources(List.of(from)).build();
    UploadPartCopyArgs args =
        new UploadPartCopyArgs(whole, part.uploadId(), part.number(), headers);
    return await(() -> client.uploadPartCopy(args)).part().etag();
  }

  @Override
  public void completeUpload(S3Address target, String uploadId, List<String> etags, PutMode mode) {
    Part[] parts =
        IntStream.range(0, etags.size())
            .mapToObj(i -> new Part(i + 1, etags.get(i)))
            .toArray(Part[]::new);
    CompleteMultipartUploadArgs args =
        at(CompleteMultipartUploadArgs.builder(), target)
            .uploadId(uploadId)
            .parts(parts)
            .extraHeaders(conditions(mode))
            .build();
    ObjectWriteResponse response = await(() -> client.completeMultipartUpload(args));
    if (response.etag() == null) { // the client takes any content for success
      throw S3Failure.answered(S3Answer.of(200, response.headers()::get, new byte[0]), null);
    }
  }

  @Override
  public void abortUpload(S3Address target, String uploadId) {
    AbortMultipartUploadArgs args =
        at(AbortMultipartUploadArgs.builder(), target).uploadId(uploadId).build();
    await(() -> client.abortMultipartUpload(args));
  }

  @Override
  public InputStream get(S3Address source, long offset, long length) {
    GetObjectArgs.Builder args = at(GetObjectArgs.builder(), source);
    boolean toTheEnd = length > Long.MAX_VALUE - offset;
    if (offset > 0 || !toTheEnd) {
      args.offset(offset);
    }
    if (!toTheEnd) {
      args.length(length);
    }
    return await(() -> client.getObject(args.build()));
  }

  @Override
  public S3Head head(S3Address object) {
    HeadObjectArgs args = at(HeadObjectArgs.builder(), object).build();
    var response = await(() -> client.headObject(args));
    return new S3Head(
        response.size(),
        tag(response.etag(), response.headers()),
        MinioItems.instant(response.lastModified()));
  }

  @Override
  public S3Tag copy(S3Address target, S3Address source) {
    CopyObjectArgs args = at(CopyObjectArgs.builder(), target).source(source(source, null)).build();
    return tag(await(() -> copies.copyObject(args)));
  }

  @Override
  public S3Page list(
      String bucket,
      String prefix,
      @Nullable String delimiter,
      int maxKeys,
      @Nullable String token) {
    ListObjectsV2Args args =
        in(ListObjectsV2Args.builder(), bucket)
            .prefix(prefix)
            .delimiter(delimiter)
            .encodingType(URL_ENCODED)
            .maxKeys(maxKeys)
            .continuationToken(token)
            .build();
    ListBucketResultV2 result = await(() -> client.listObjectsV2(args)).result();
    String encoding = result.encodingType();
    return new S3Page(
        result.contents().stream().map(item -> MinioItems.entry(item, encoding)).toList(),
        result.commonPrefixes().stream().map(p -> MinioItems.prefix(p, encoding)).toList(),
        result.isTruncated() ? result.nextContinuationToken() : null);
  }

  @Override
  public List<S3DeleteFailure> delete(String bucket, List<String> paths) {
    DeleteObjectsArgs args =
        in(DeleteObjectsArgs.builder(), bucket)
            .quiet(true)
            .objects(paths.stream().map(DeleteRequest.Object::new).toList())
            .build();
    return await(() -> client.deleteObjects(args)).result().errors().stream()
        .map(MinioApi::deleteFailure)
        .toList();
  }

  @Override
  public void requireLockConfiguration(String bucket) {
    await(
        () ->
            client.getObjectLockConfiguration(
                in(GetObjectLockConfigurationArgs.builder(), bucket).build()));
  }

  @Override
  public void retain(S3Address object, S3Retention retention) {
    Retention config =
        new Retention(
            RetentionMode.valueOf(retention.mode().name()),
            retention.until().atZone(ZoneOffset.UTC));
    await(
        () ->
            client.setObjectRetention(
                at(SetObjectRetentionArgs.builder(), object).config(config).build()));
  }

  @Override
  public @Nullable S3Retention retention(S3Address object) {
    Retention retention =
        await(
            () -> client.getObjectRetention(at(GetObjectRetentionArgs.builder(), object).build()));
    return retention == null || retention.retainUntilDate() == null
        ? null
        : new S3Retention(
            ObjectLocks.Mode.valueOf(retention.mode().name()),
            retention.retainUntilDate().toInstant());
  }

  @Override
  public void close() {
    if (closesClient) {
      client.close();
    }
  }

  private static S3DeleteFailure deleteFailure(DeleteResult.Error error) {
    if (error.objectName() == null) {
      // The whole request failed, although its status reports success.
      throw S3Failure.answered(S3Answer.parsed(200, error.code(), error.message()), null);
    }
    return new S3DeleteFailure(error.objectName(), error.code());
  }

  private static <T> T await(Supplier<CompletableFuture<T>> request) {
    try {
      return request.get().get();
    } catch (ExecutionException e) {
      throw MinioErrors.failure(e.getCause() == null ? e : e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw S3Failure.interrupted(e);
    } catch (RuntimeException e) {
      throw MinioErrors.failure(e);
    }
  }

  private static <B extends ObjectArgs.Builder<B, ?>> B at(B builder, S3Address address) {
    return in(builder, address.bucket()).object(address.path());
  }

  private static <B extends BucketArgs.Builder<B, ?>> B in(B builder, String bucket) {
    return builder.bucket(bucket);
  }

  private static SourceObject source(S3Address source, @Nullable String etag) {
    SourceObject.Builder builder = at(SourceObject.builder(), source);
    return etag == null ? builder.build() : builder.matchETag(etag).build();
  }

  private static Map<String, String> conditions(PutMode mode) {
    return mode == PutMode.CREATE_NEW ? Map.of("If-None-Match", "*") : Map.of();
  }

  private static S3Tag tag(ObjectWriteResponse response) {
    return tag(response.etag(), response.headers());
  }

  private static S3Tag tag(@Nullable String etag, Headers headers) {
    boolean customerKey = headers.get("x-amz-server-side-encryption-customer-algorithm") != null;
    return new S3Tag(
        etag, customerKey ? S3Tag.CUSTOMER_KEY : headers.get("x-amz-server-side-encryption"));
  }

  /**
   * The given client with all answers checked. It follows no redirects: they lead to login pages.
   */
  private static final class CheckedClient extends MinioAsyncClient {

    CheckedClient(MinioAsyncClient client) {
      super(client);
      OkHttpClient.Builder http = httpClient.newBuilder();
      http.interceptors().add(0, new AnswerCheck());
      this.httpClient = http.followRedirects(false).followSslRedirects(false).build();
    }
  }

  /** Plain CopyObject; {@link MinioAsyncClient} requests the size of each source first. */
  private static final class PlainCopies extends BaseS3Client {

    PlainCopies(MinioAsyncClient client) {
      super(client);
    }
  }
}
