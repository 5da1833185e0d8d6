package dev.milvusbackup.server.internal.job;

/** How far a job is; the ordinals are the Go tool's state codes. */
public enum JobState {
  INITIAL,
  EXECUTING,
  SUCCESS,
  FAIL;

  public int code() {
    return ordinal();
  }

  public boolean ended() {
    return this == SUCCESS || this == FAIL;
  }
}
