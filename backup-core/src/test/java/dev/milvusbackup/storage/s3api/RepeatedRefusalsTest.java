package dev.milvusbackup.storage.s3api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.milvusbackup.internal.job.Retrier;
import dev.milvusbackup.internal.storage.RetryingObjectStore;
import dev.milvusbackup.storage.ObjectBody;
import dev.milvusbackup.storage.ObjectInfo;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.PutMode;
import dev.milvusbackup.storage.StorageException;
import dev.milvusbackup.storage.StoreLocation;
import java.io.InputStream;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How often an upload is sent that is refused every time. */
class RepeatedRefusalsTest {

  private static final ObjectKey KEY = ObjectKey.of("a");
  private static final ObjectBody BODY = ObjectBody.of(new byte[2 << 20]);

  @Test
  void anUploadThatBreaksEveryTimeIsSentFourTimes() {
    Uploads uploads = new Uploads(attempt -> broken(), absent());

    assertThatThrownBy(() -> patient(uploads).put(KEY, BODY, PutMode.REPLACE))
        .isExactlyInstanceOf(StorageException.class)
        .hasMessage(
            "Cannot store s3://bucket/a: the connection broke 4 times while its 2097152 bytes were sent (java.net.SocketException: Broken pipe), and https://service answers other requests. Something in front of it probably refuses such uploads: check the limits of proxies and firewalls.");
    assertThat(uploads.attempts).isEqualTo(4);
  }

  @Test
  void anAnsweredRefusalIsNotRepeated() {
    byte[] page = "<html>too large</html>".getBytes(StandardCharsets.US_ASCII);
    S3Failure tooLarge = S3Failure.answered(S3Answer.of(413, name -> null, page), null);
    Uploads uploads = new Uploads(attempt -> tooLarge, absent());

    assertThatThrownBy(() -> patient(uploads).put(KEY, BODY, PutMode.REPLACE))
        .isExactlyInstanceOf(StorageException.class)
        .hasMessageContaining("(413, no content type, no server header)")
        .hasMessageContaining("to more than 8 MiB");
    assertThat(uploads.attempts).isOne();
  }

  @Test
  void anOutageIsNoRefusal() {
    Uploads uploads = new Uploads(attempt -> attempt < 6 ? broken() : null, broken());

    assertThat(patient(uploads).put(KEY, BODY, PutMode.REPLACE).size()).isEqualTo(BODY.size());
    assertThat(uploads.attempts).isEqualTo(6);
  }

  @Test
  void aLimitOfTheRateIsWaitedFor() {
    S3Failure tooFast = S3Failure.answered(S3Answer.parsed(503, "SlowDown", null), null);
    Uploads uploads = new Uploads(attempt -> attempt < 6 ? tooFast : null, absent());

    assertThat(patient(uploads).put(KEY, BODY, PutMode.REPLACE).size()).isEqualTo(BODY.size());
    assertThat(uploads.attempts).isEqualTo(6);
  }

  @Test
  void aSuccessEndsTheCount() {
    Uploads uploads = new Uploads(attempt -> attempt % 4 == 0 ? null : broken(), absent());
    ObjectStore store = patient(uploads);

    for (int i = 0; i < 3; i++) {
      ObjectInfo stored = store.put(KEY, BODY, PutMode.REPLACE);
      assertThat(stored.size()).isEqualTo(BODY.size());
    }
    assertThat(uploads.attempts).isEqualTo(12);
  }

  private static S3Failure broken() {
    return S3Failure.unreachable(new SocketException("Broken pipe"));
  }

  private static S3Failure absent() {
    return S3Failure.answered(S3Answer.parsed(404, "NoSuchKey", null), null);
  }

  private static ObjectStore patient(Uploads uploads) {
    ObjectStore store =
        new S3CompatibleStore(
            uploads,
            new StoreLocation("https://service", "bucket", ""),
            "s3://bucket",
            S3Tuning.withUploadParts(8 << 20)) {};
    return new RetryingObjectStore(store, Retrier.withKnown(Duration.ofMinutes(1)));
  }

  /** A service that refuses uploads. */
  private static final class Uploads implements S3Api {

    private final IntFunction<@Nullable S3Failure> refusals;
    private final S3Failure answerToHead;
    private int attempts;

    Uploads(IntFunction<@Nullable S3Failure> refusals, S3Failure answerToHead) {
      this.refusals = refusals;
      this.answerToHead = answerToHead;
    }

    @Override
    public S3Tag put(S3Address target, InputStream content, long size, PutMode mode) {
      S3Failure refusal = refusals.apply(++attempts);
      if (refusal != null) {
        throw refusal;
      }
      return new S3Tag("etag", null);
    }

    @Override
    public S3Head head(S3Address object) {
      throw answerToHead;
    }

    @Override
    public String startUpload(S3Address target) {
      throw new UnsupportedOperationException();
    }

    @Override
    public String uploadPart(
        S3Address target, String uploadId, int number, InputStream content, long size) {
      throw new UnsupportedOperationException();
    }

    @Override
    public String copyPart(
        S3Address target, S3CopiedPart part, S3Address source, @Nullable String sourceEtag) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void completeUpload(
        S3Address target, String uploadId, List<String> etags, PutMode mode) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void abortUpload(S3Address target, String uploadId) {
      throw new UnsupportedOperationException();
    }

    @Override
    public InputStream get(S3Address source, long offset, long length) {
      throw new UnsupportedOperationException();
    }

    @Override
    public S3Tag copy(S3Address target, S3Address source) {
      throw new UnsupportedOperationException();
    }

    @Override
    public S3Page list(
        String bucket,
        String prefix,
        @Nullable String delimiter,
        int maxKeys,
        @Nullable String token) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void requireLockConfiguration(String bucket) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void retain(S3Address object, S3Retention retention) {
      throw new UnsupportedOperationException();
    }

    @Override
    public S3Retention retention(S3Address object) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<S3DeleteFailure> delete(String bucket, List<String> paths) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
  }
}
