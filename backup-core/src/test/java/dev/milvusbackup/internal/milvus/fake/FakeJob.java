package dev.milvusbackup.internal.milvus.fake;

import dev.milvusbackup.internal.milvus.imports.ImportJob;
import dev.milvusbackup.internal.milvus.imports.ImportProgress;
import dev.milvusbackup.internal.milvus.imports.ImportProgress.State;

/** A job of import, and how far it is. */
final class FakeJob {

  final long id;
  final ImportJob job;
  final FakeCollection target;
  final long startedMillis;
  private State state = State.PENDING;
  private long rows;
  private String reason = "";

  FakeJob(long id, ImportJob job, FakeCollection target, long startedMillis) {
    this.id = id;
    this.job = job;
    this.target = target;
    this.startedMillis = startedMillis;
  }

  void running() {
    state = State.RUNNING;
  }

  void completed(long imported) {
    state = State.COMPLETED;
    rows = imported;
  }

  void failed(String why) {
    state = State.FAILED;
    reason = why;
  }

  boolean hasEnded() {
    return state == State.COMPLETED || state == State.FAILED;
  }

  ImportProgress progress() {
    int percent =
        switch (state) {
          case PENDING, FAILED -> 0;
          case RUNNING -> 40;
          case COMPLETED -> 100;
        };
    return new ImportProgress(state, percent, rows, reason);
  }
}
