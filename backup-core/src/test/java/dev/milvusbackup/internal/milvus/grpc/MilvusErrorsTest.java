package dev.milvusbackup.internal.milvus.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milvusbackup.error.BackupException;
import dev.milvusbackup.error.MilvusException;
import dev.milvusbackup.error.MilvusUnavailableException;
import dev.milvusbackup.internal.milvus.MilvusGateway;
import io.milvus.grpc.ErrorCode;
import io.milvus.grpc.Status;
import io.milvus.shaded.io.grpc.StatusRuntimeException;
import java.net.URI;
import java.nio.channels.ClosedChannelException;
import org.junit.jupiter.api.Test;

@SuppressWarnings("deprecation") // servers tell the old error codes too
class MilvusErrorsTest {

  private final MilvusErrors errors = new MilvusErrors(URI.create("http://milvus:19530"));

  @Test
  void whatIsNotReadyIsWorthAnotherTry() {
    Status old = status(ErrorCode.NotReadyServe, "service not ready[rootcoord=1]: Initializing");
    Status recent = status(ErrorCode.Success, "service not ready[rootcoord=1]: Initializing");

    assertThat(errors.from("flush it", old)).isInstanceOf(MilvusUnavailableException.class);
    assertThat(errors.from("flush it", recent)).isInstanceOf(MilvusUnavailableException.class);
  }

  @Test
  void aFlushWhoseChannelIsNotAssignedYetIsWorthAnotherTry() {
    Status status =
        Status.newBuilder()
            .setErrorCode(ErrorCode.UnexpectedError)
            .setCode(500)
            .setReason("attempt #12: channel not found[channel=by-dev-rootcoord-dml_0_1v0]")
            .build();

    assertThat(errors.from("flush it", MilvusErrors.ofFlush(status)))
        .isInstanceOf(MilvusUnavailableException.class)
        .hasMessageContaining("code 500: attempt #12: channel not found");
    assertThat(errors.from("insert", status)).isExactlyInstanceOf(MilvusException.class);
  }

  /** The same number; an insert that is tried again after it would double rows. */
  @Test
  void whatMilvusLiteDidNotExpectIsARefusal() {
    for (ErrorCode code : new ErrorCode[] {ErrorCode.UnexpectedError, ErrorCode.Success}) {
      BackupException error =
          errors.from("create partition 'p'", status(code, "partition 'p' already exists"));

      assertThat(error)
          .isExactlyInstanceOf(MilvusException.class)
          .hasMessageContaining("Milvus refuses")
          .hasMessageContaining("code 1: partition 'p' already exists");
      assertThat(error.retryable()).isFalse();
    }
  }

  @Test
  void anAliasThatIsMissingIsNoCollectionThatIs() {
    assertThat(MilvusErrors.isAliasNotFound(status(ErrorCode.Success, "alias does not exist")))
        .isTrue();
    assertThat(MilvusErrors.isAliasNotFound(status(ErrorCode.Success, "alias 'a' does not exist")))
        .isTrue();
    assertThat(
            MilvusErrors.isAliasNotFound(
                status(ErrorCode.Success, "collection 'alias' does not exist")))
        .isFalse();
  }

  /** As Milvus 2.3.5 says it, and servers before with their own code. */
  @Test
  void aSegmentThatIsGoneIsKnownByAnyOfItsNames() {
    assertThat(
            MilvusErrors.isSegmentNotFound(
                Status.newBuilder()
                    .setCode(600)
                    .setReason("segment not found[segment=470774789596129568]")
                    .build()))
        .isTrue();
    assertThat(MilvusErrors.isSegmentNotFound(status(ErrorCode.SegmentNotFound, "7"))).isTrue();
    assertThat(
            MilvusErrors.isSegmentNotFound(
                status(ErrorCode.UnexpectedError, "failed to get segment 7, segment not found")))
        .isTrue();
    assertThat(MilvusErrors.isSegmentNotFound(status(ErrorCode.CollectionNotExists, "collection")))
        .isFalse();
  }

  /** A Milvus that is killed during a call. Whether the call had an effect is not known. */
  @Test
  void aConnectionThatBreaksDuringACallIsAnOutage() {
    StatusRuntimeException broken =
        io.milvus.shaded.io.grpc.Status.UNKNOWN
            .withDescription("channel closed")
            .withCause(new ClosedChannelException())
            .asRuntimeException();

    BackupException failure = errors.from("flush it", broken);

    assertThat(failure)
        .isInstanceOf(MilvusUnavailableException.class)
        .hasMessageContaining("gRPC UNKNOWN: channel closed");
    assertThat(failure.retryable()).isTrue();
    assertThat(MilvusGateway.hadNoEffect(failure)).isFalse();
  }

  @Test
  void anUnknownFailureOfTheServerIsNoOutage() {
    BackupException failure =
        errors.from(
            "flush it",
            io.milvus.shaded.io.grpc.Status.UNKNOWN.withDescription("panic").asRuntimeException());

    assertThat(failure.retryable()).isFalse();
  }

  private static Status status(ErrorCode code, String reason) {
    return Status.newBuilder().setErrorCode(code).setCode(1).setReason(reason).build();
  }
}
