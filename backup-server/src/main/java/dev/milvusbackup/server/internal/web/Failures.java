package dev.milvusbackup.server.internal.web;

import dev.milvusbackup.Job;
import dev.milvusbackup.error.BackupException;
import dev.milvusbackup.error.InvalidRequestException;
import dev.milvusbackup.server.internal.api.Answer;
import dev.milvusbackup.server.internal.job.JobRecord;
import java.util.concurrent.CompletionException;

/** From failed jobs to codes and exceptions. */
final class Failures {

  private Failures() {}

  static int code(JobRecord failed) {
    return failed.reason().equals(InvalidRequestException.class.getSimpleName())
        ? Answer.BAD_REQUEST
        : Answer.FAIL;
  }

  /** Waits for a job; its failure is thrown as it is. */
  static <R> R join(Job<R> job) {
    try {
      return job.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof BackupException cause) {
        throw cause;
      }
      throw e;
    }
  }
}
