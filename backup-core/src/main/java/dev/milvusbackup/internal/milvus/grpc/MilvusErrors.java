package dev.milvusbackup.internal.milvus.grpc;

import dev.milvusbackup.error.BackupException;
import dev.milvusbackup.error.CollectionNotFoundException;
import dev.milvusbackup.error.DatabaseNotFoundException;
import dev.milvusbackup.error.MilvusAuthenticationException;
import dev.milvusbackup.error.MilvusException;
import dev.milvusbackup.error.MilvusUnavailableException;
import dev.milvusbackup.internal.milvus.ErrorTable;
import dev.milvusbackup.internal.milvus.FailureText;
import io.milvus.grpc.ErrorCode;
import io.milvus.grpc.Status;
import io.milvus.shaded.io.grpc.Status.Code;
import io.milvus.shaded.io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Converts answers of Milvus to exceptions of this library. */
@SuppressWarnings("deprecation") // servers of 2.2 send the old error codes only
record MilvusErrors(URI server) {

  private static final int LONGEST_REASON = 500;
  private static final Pattern NO_SUCH_ALIAS = Pattern.compile("alias( '[^']*')? does not exist");

  /** For a call without an answer. An example of {@code verb} is {@code flush default.books}. */
  BackupException from(String verb, StatusRuntimeException e) {
    String why = "gRPC " + e.getStatus().getCode() + describe(e.getStatus().getDescription());
    if (isConnectionLost(e)) {
      return new MilvusUnavailableException(
          cannot(verb, "no answer", why, "Check the address, whether Milvus is running, and TLS."),
          e);
    }
    return switch (e.getStatus().getCode()) {
      case DEADLINE_EXCEEDED ->
          new MilvusUnavailableException(
              cannot(verb, "no answer in time", why, "Try again, or allow longer calls."), e);
      case UNAUTHENTICATED ->
          new MilvusAuthenticationException(
              cannot(verb, "the credentials are refused", why, "Check user and password."), e);
      case PERMISSION_DENIED ->
          new MilvusAuthenticationException(
              cannot(verb, "the user may not do that", why, "Grant the privilege."), e);
      case UNIMPLEMENTED ->
          new MilvusException(
              cannot(verb, "this server does not support it", why, "Upgrade Milvus."), e);
      default -> new MilvusException(cannot(verb, "the call failed", why, "See Milvus's log."), e);
    };
  }

  /** gRPC has no code of its own for a connection that breaks during a call: it is UNKNOWN then. */
  private static boolean isConnectionLost(StatusRuntimeException e) {
    Code code = e.getStatus().getCode();
    return code == Code.UNAVAILABLE
        || (code == Code.UNKNOWN && e.getStatus().getCause() instanceof IOException);
  }

  /** For a negative answer. */
  BackupException from(String verb, Status status) {
    String why = "code " + status.getCode() + describe(status.getReason());
    if (isRateLimit(status) || isNotReady(status)) {
      return new MilvusUnavailableException(
          cannot(verb, "Milvus asks to retry later", why, "Try again."));
    }
    if (isNotImplemented(status)) {
      return from(verb, unimplemented(status));
    }
    if (isCollectionNotFound(status)) {
      return new CollectionNotFoundException(
          cannot(verb, "there is no such collection", why, "Check the name and the database."));
    }
    if (status.getCode() == ErrorTable.DATABASE_NOT_FOUND) {
      return new DatabaseNotFoundException(
          cannot(verb, "there is no such database", why, "Check its name."));
    }
    return new MilvusException(cannot(verb, "Milvus refuses", why, "See Milvus's log."));
  }

  /** Whether the server does not support the call. */
  static boolean isNotOffered(BackupException failure) {
    return failure.getCause() instanceof StatusRuntimeException e
        && e.getStatus().getCode() == Code.UNIMPLEMENTED;
  }

  /** Milvus 2.3.0 knows some calls by name only: "TODO: implement me". */
  private static boolean isNotImplemented(Status status) {
    return status.getReason().contains("implement me");
  }

  /** What other servers answer then. */
  private static StatusRuntimeException unimplemented(Status status) {
    return Code.UNIMPLEMENTED.toStatus().withDescription(status.getReason()).asRuntimeException();
  }

  static boolean isSuccess(Status status) {
    return status.getErrorCodeValue() == ErrorCode.Success_VALUE && status.getCode() == 0;
  }

  static boolean isIndexNotFound(Status status) {
    return status.getErrorCodeValue() == ErrorCode.IndexNotExist_VALUE
        || status.getCode() == ErrorTable.INDEX_NOT_FOUND
        || status.getReason().toLowerCase(Locale.ROOT).contains("index not found");
  }

  static boolean isCollectionNotFound(Status status) {
    return status.getErrorCodeValue() == ErrorCode.CollectionNotExists_VALUE
        || status.getCode() == ErrorTable.COLLECTION_NOT_FOUND
        || status.getReason().contains("can't find collection");
  }

  static boolean isSegmentNotFound(Status status) {
    return status.getErrorCodeValue() == ErrorCode.SegmentNotFound_VALUE
        || status.getCode() == ErrorTable.SEGMENT_NOT_FOUND
        || status.getReason().contains("segment not found");
  }

  static boolean isAliasNotFound(Status status) {
    return status.getCode() == ErrorTable.ALIAS_NOT_FOUND
        || status.getReason().toLowerCase(Locale.ROOT).contains("alias not found")
        || NO_SUCH_ALIAS.matcher(status.getReason()).find();
  }

  private static boolean isRateLimit(Status status) {
    return status.getErrorCodeValue() == ErrorCode.RateLimit_VALUE
        || status.getCode() == ErrorTable.RATE_LIMITED;
  }

  /** Also by its name: Milvus Lite uses the same number for every unexpected error. */
  private static boolean isNotReady(Status status) {
    return status.getErrorCodeValue() == ErrorCode.NotReadyServe_VALUE
        || (status.getCode() == ErrorTable.SERVICE_NOT_READY
            && status.getReason().contains("not ready"));
  }

  /**
   * After a restart Milvus 2.3.5 refuses a flush until its channels are assigned again (observed),
   * which is worth another try.
   */
  static Status ofFlush(Status status) {
    return status.getCode() == ErrorTable.CHANNEL_NOT_FOUND
        ? status.toBuilder().setErrorCode(ErrorCode.NotReadyServe).build()
        : status;
  }

  private String cannot(String verb, String because, String values, String wayOut) {
    return new FailureText(server).cannot(verb, because, values, wayOut);
  }

  private static String describe(@Nullable String reason) {
    return FailureText.reason(reason, LONGEST_REASON);
  }
}
