package dev.milvusbackup.server.internal.jobs;

import dev.milvusbackup.error.InvalidRequestException;
import dev.milvusbackup.server.internal.http.Answer;

/** Converts failed jobs to codes. */
public final class FailureAnswers {

  private FailureAnswers() {}

  public static int code(JobRecord failed) {
    return failed.reason().equals(InvalidRequestException.class.getSimpleName())
        ? Answer.BAD_REQUEST
        : Answer.FAIL;
  }
}
