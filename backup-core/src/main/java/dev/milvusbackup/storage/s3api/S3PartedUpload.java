package dev.milvusbackup.storage.s3api;

import dev.milvusbackup.storage.PutMode;
import java.util.List;

/** An upload in parts, aborted unless it was completed, so that no part remains. */
final class S3PartedUpload implements AutoCloseable {

  private final S3Api api;
  private final S3Address target;
  private final String id;
  private boolean completed;

  S3PartedUpload(S3Api api, S3Address target) {
    this.api = api;
    this.target = target;
    this.id = api.startUpload(target);
  }

  String id() {
    return id;
  }

  void complete(List<String> etags, PutMode mode) {
    api.completeUpload(target, id, etags, mode);
    completed = true;
  }

  @Override
  public void close() {
    if (completed) {
      return;
    }
    try {
      api.abortUpload(target, id);
    } catch (S3Failure e) {
      // The parts stay until the bucket's lifecycle rules remove them; the first failure matters
      // more.
    }
  }
}
