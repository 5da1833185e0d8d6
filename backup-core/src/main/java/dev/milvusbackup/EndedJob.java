package dev.milvusbackup;

import java.util.concurrent.CompletableFuture;

/** A job that has already ended. */
final class EndedJob<R> extends Job<R> {

  private final String id;

  EndedJob(String id) {
    this.id = id;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public Progress progress() {
    return Progress.builder(Phase.DONE).build();
  }

  @Override
  public CompletableFuture<Void> stopped() {
    return CompletableFuture.completedFuture(null);
  }
}
