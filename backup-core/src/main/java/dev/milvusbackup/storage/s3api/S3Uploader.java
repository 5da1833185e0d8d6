package dev.milvusbackup.storage.s3api;

import dev.milvusbackup.storage.ObjectBody;
import dev.milvusbackup.storage.ObjectInfo;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.PutMode;
import dev.milvusbackup.storage.StorageException;
import dev.milvusbackup.storage.support.BodyException;
import dev.milvusbackup.storage.support.ExactInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** Uploads objects, large ones in parts. */
final class S3Uploader {

  private final S3Context context;
  private final long limit;

  /**
   * An uploader.
   *
   * @param limit the largest object that is stored in one piece
   */
  S3Uploader(S3Context context, long limit) {
    this.context = context;
    this.limit = limit;
  }

  ObjectInfo put(ObjectKey key, ObjectBody body, PutMode mode) {
    String action = "Cannot store " + context.describe(key);
    S3Address target = context.address(key);
    // Avoids the upload, and covers services that ignore If-None-Match.
    if (mode == PutMode.CREATE_NEW && exists(target, action)) {
      throw S3Failure.exists(action, null);
    }
    try (InputStream content = ExactInputStream.open(body)) {
      S3Tag tag = upload(target, content, body.size(), mode);
      context.brokenUploads().forget(target);
      return tag.describe(ObjectInfo.of(key, body.size()));
    } catch (IOException | S3Failure e) {
      throw BodyException.in(e, action)
          .orElseGet(() -> failure(e, action, target, body.size(), mode));
    }
  }

  private S3Tag upload(S3Address target, InputStream content, long size, PutMode mode)
      throws IOException {
    if (size <= limit) {
      return context.api().put(target, content, size, mode);
    }
    long partBytes = context.tuning().partBytes(size, context.tuning().uploadPartBytes());
    try (S3PartedUpload upload = new S3PartedUpload(context.api(), target)) {
      List<String> etags = new ArrayList<>();
      for (long offset = 0; offset < size; offset += partBytes) {
        long length = Math.min(partBytes, size - offset);
        InputStream part = new S3PartStream(content, length);
        int number = etags.size() + 1;
        etags.add(context.api().uploadPart(target, upload.id(), number, part, length));
      }
      upload.complete(etags, mode);
    }
    // The ETag of an upload in parts is not a digest of the object.
    return new S3Tag(null, null);
  }

  private boolean exists(S3Address target, String action) {
    try {
      context.lookup().head(target);
      return true;
    } catch (S3Failure e) {
      // With permission to write but not to read, the put itself shows it.
      if (e.is(FailureKind.NO_OBJECT, FailureKind.DENIED)) {
        return false;
      }
      throw context.failure(action, e);
    }
  }

  private StorageException failure(
      Exception e, String action, S3Address target, long size, PutMode mode) {
    if (!(e instanceof S3Failure failure)) {
      return new StorageException(action + ": " + e + ".", e);
    }
    // Amazon answers this to one of several simultaneous creators; another one wins.
    if (failure.is(FailureKind.CONFLICT) && mode == PutMode.CREATE_NEW && exists(target, action)) {
      return S3Failure.exists(action, failure);
    }
    if (failure.is(FailureKind.UNREACHABLE) && size > 0 && answersOtherRequests(target)) {
      int breaks = context.brokenUploads().add(target);
      if (breaks >= S3BrokenUploads.REFUSAL) {
        context.brokenUploads().forget(target);
        return context.advice().explainBreaks(action, size, breaks, failure);
      }
    } else {
      context.brokenUploads().forget(target);
    }
    return context.failure(action, failure);
  }

  private boolean answersOtherRequests(S3Address target) {
    try {
      context.lookup().head(target);
      return true;
    } catch (S3Failure e) {
      return e.is(FailureKind.NO_OBJECT, FailureKind.DENIED);
    }
  }
}
