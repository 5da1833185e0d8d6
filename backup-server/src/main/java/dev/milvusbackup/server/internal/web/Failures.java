package dev.milvusbackup.server.internal.web;

import dev.milvusbackup.error.InvalidRequestException;
import dev.milvusbackup.server.internal.api.Answer;
import dev.milvusbackup.server.internal.job.JobRecord;

/** From failed jobs to codes. */
final class Failures {

  private Failures() {}

  static int code(JobRecord failed) {
    return failed.reason().equals(InvalidRequestException.class.getSimpleName())
        ? Answer.BAD_REQUEST
        : Answer.FAIL;
  }
}
