package dev.milvusbackup.server.internal.jobs;

/** The state of a job, with the Go tool's codes. */
public enum JobState {
  INITIAL(0),
  EXECUTING(1),
  SUCCESS(2),
  FAIL(3);

  private final int code;

  JobState(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }

  public boolean ended() {
    return this == SUCCESS || this == FAIL;
  }
}
