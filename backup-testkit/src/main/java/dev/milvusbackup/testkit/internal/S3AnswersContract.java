package dev.milvusbackup.testkit.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.milvusbackup.storage.ObjectBody;
import dev.milvusbackup.storage.ObjectInfo;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectNotFoundException;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.PutMode;
import dev.milvusbackup.storage.StorageException;
import dev.milvusbackup.storage.StoreUnavailableException;
import dev.milvusbackup.testkit.internal.AnswerServer.Answer;
import dev.milvusbackup.testkit.internal.AnswerServer.When;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What stores on S3-like services make of the answers of services, proxies and gateways: the right
 * exception with the right advice, and an absent object only where the service says so.
 */
public abstract class S3AnswersContract {

  private static final int MIB = 1 << 20;
  private static final ObjectKey KEY = ObjectKey.of("a/b");
  private static final ObjectBody SMALL = ObjectBody.of(new byte[100]);
  private static final ObjectBody LARGE = ObjectBody.of(new byte[8 * MIB]);

  private static final Answer ABSENT =
      new Answer(
          List.of("404 Not Found", "Content-Type: application/xml", "x-amz-request-id: 1"),
          "<Error><Code>NoSuchKey</Code></Error>",
          When.READ);

  /** For subclasses. */
  protected S3AnswersContract() {}

  /**
   * Opens a store with the credentials {@code key} and {@code secret}.
   *
   * @param endpoint the service
   * @param bucket the bucket
   * @return the store
   */
  protected abstract ObjectStore open(String endpoint, String bucket);

  /**
   * The largest body of a request.
   *
   * @return its bytes
   */
  protected abstract long uploadPartBytes();

  @Test
  final void theTableHasManyKindsOfAnswers() {
    List<ForeignAnswers> table = ForeignAnswers.table(uploadPartBytes());

    assertThat(table).hasSizeGreaterThanOrEqualTo(25);
    Map<String, Long> alike =
        table.stream()
            .collect(Collectors.groupingBy(a -> a.type() + a.advice(), Collectors.counting()));
    assertThat(alike.values()).allMatch(count -> count <= 2);
  }

  @TestFactory
  final Stream<DynamicTest> everyAnswerHasItsExceptionAndItsAdvice() {
    return ForeignAnswers.table(uploadPartBytes()).stream()
        .map(row -> dynamicTest(row.name(), () -> isExplained(row)));
  }

  /** Creates, and all that decides by whether an object exists, go through these. */
  @Test
  final void onlyTheServiceSaysThatAnObjectIsAbsent() throws IOException {
    try (AnswerServer server = new AnswerServer(request -> ABSENT);
        ObjectStore store = open(server.endpoint(), "bucket")) {
      assertThat(store.stat(KEY)).isEmpty();
      assertThatThrownBy(() -> store.open(KEY, 0, 1).close())
          .isInstanceOf(ObjectNotFoundException.class);
      assertThatThrownBy(() -> store.open(KEY, 0, 0).close())
          .isInstanceOf(ObjectNotFoundException.class);
      assertThatThrownBy(() -> store.copyFrom(store, ObjectInfo.of(KEY, 1), KEY))
          .isInstanceOf(ObjectNotFoundException.class);
    }
  }

  @Test
  final void anObjectIsNotAbsentIfOnlyTheAnswerToHeadSaysSo() throws IOException {
    Answer content =
        new Answer(
            List.of(
                "206 Partial Content",
                "ETag: \"1\"",
                "Last-Modified: Mon, 30 Nov 2026 12:00:00 GMT"),
            "x",
            When.READ);
    Function<String, Answer> answers = request -> request.startsWith("GET") ? content : ABSENT;
    try (AnswerServer server = new AnswerServer(answers);
        ObjectStore store = open(server.endpoint(), "bucket")) {
      assertThatThrownBy(() -> store.stat(KEY))
          .isExactlyInstanceOf(StorageException.class)
          .hasMessageContaining("does not answer as an S3 service");
    }
  }

  /** An empty listing would say that there are no backups, no locks and no files. */
  @Test
  final void aListingIsNotEmptyIfTheAnswerIsNoListing() throws IOException {
    for (String[] typeAndBody :
        new String[][] {
          {"application/xml", "<html xmlns=\"http://www.w3.org/1999/xhtml\"><body/></html>"},
          {"application/xml", "<Status>ok</Status>"},
          {"application/xml", ""},
          {"application/json", "{\"status\":\"ok\"}"},
          {"text/plain", "ok"},
        }) {
      Answer answer =
          new Answer(
              List.of("200 OK", "Content-Type: " + typeAndBody[0]), typeAndBody[1], When.READ);
      try (AnswerServer server = new AnswerServer(request -> answer);
          ObjectStore store = open(server.endpoint(), "bucket")) {
        for (ThrowingCallable call :
            List.<ThrowingCallable>of(
                () -> store.list(ObjectKey.ROOT).close(),
                () -> store.directories(ObjectKey.ROOT).close())) {
          assertThatThrownBy(call)
              .isExactlyInstanceOf(StorageException.class)
              .hasMessageStartingWith("Cannot list " + store.displayName() + ": ")
              .hasMessageContaining("does not answer as an S3 service");
        }
      }
    }
  }

  /** As a proxy that cuts connections of large uploads, whose answer is lost with them. */
  @Test
  final void anUploadThatBreaksEveryTimeIsGivenUp() throws IOException {
    Function<String, Answer> answers = request -> request.startsWith("PUT") ? Answer.NONE : ABSENT;
    try (AnswerServer server = new AnswerServer(answers);
        ObjectStore store = open(server.endpoint(), "bucket")) {
      ThrowingCallable upload = () -> store.put(KEY, LARGE, PutMode.REPLACE);
      for (int i = 0; i < 3; i++) {
        assertThatThrownBy(upload).isInstanceOf(StoreUnavailableException.class);
      }
      assertThatThrownBy(upload)
          .isExactlyInstanceOf(StorageException.class)
          .hasMessageStartingWith("Cannot store " + store.displayName() + "/a/b: ")
          .hasMessageContaining("the connection broke 4 times while its 8388608 bytes were sent")
          .hasMessageEndingWith("check the limits of proxies and firewalls.");
    }
  }

  private void isExplained(ForeignAnswers row) throws IOException {
    try (AnswerServer server = new AnswerServer(request -> row.answer());
        ObjectStore store = open(server.endpoint(), "bucket")) {
      for (ThrowingCallable call : calls(store, row)) {
        assertThatThrownBy(call)
            .isExactlyInstanceOf(row.type())
            .hasMessageStartingWith("Cannot ")
            .hasMessageEndingWith(row.advice())
            .hasMessageContaining(row.origin())
            .hasMessageNotContaining("hidden");
      }
      copyIsExplainedOrDeclined(store, row);
    }
  }

  /** What may not be copied inside the service is streamed, and then refused for its reason. */
  private static void copyIsExplainedOrDeclined(ObjectStore store, ForeignAnswers row) {
    try {
      assertThat(store.copyFrom(store, ObjectInfo.of(KEY, 1), ObjectKey.of("c"))).isNull();
    } catch (StorageException e) {
      assertThat(e).isInstanceOf(row.type()).hasMessageContaining(row.origin());
    }
  }

  private static List<ThrowingCallable> calls(ObjectStore store, ForeignAnswers row) {
    ThrowingCallable read = () -> store.open(KEY, 0, 10).close();
    if (row.type() == ObjectNotFoundException.class) {
      return List.of(read); // the others do not fail
    }
    return List.of(
        read,
        () -> store.open(KEY, 0, 0).close(),
        () -> store.stat(KEY),
        () -> store.list(ObjectKey.ROOT).close(),
        () -> store.directories(ObjectKey.ROOT).close(),
        () -> store.delete(List.of(KEY)),
        () -> store.put(KEY, SMALL, PutMode.REPLACE),
        () -> store.put(KEY, LARGE, PutMode.REPLACE),
        () -> store.put(KEY, SMALL, PutMode.CREATE_NEW));
  }
}
