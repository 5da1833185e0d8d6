package dev.milvusbackup.storage.s3api;

import dev.milvusbackup.storage.ObjectInfo;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectNotFoundException;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.PutMode;
import dev.milvusbackup.storage.StoreUnavailableException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Copies objects inside a service, also between buckets, and large objects in parts. */
final class S3Copier {

  private final S3Context context;

  S3Copier(S3Context context) {
    this.context = context;
  }

  @Nullable ObjectInfo copy(ObjectStore source, ObjectInfo from, ObjectKey to) {
    if (!source.location().service().equals(context.location().service())) {
      return null;
    }
    S3Address there =
        new S3Address(source.location().container(), source.location().pathOf(from.key()));
    try {
      return from.size() <= context.tuning().copyLimitBytes()
          ? copyInOneRequest(there, from.size(), to)
          : copyInParts(there, to);
    } catch (S3Failure e) {
      if (e.isRefusal()) {
        return null;
      }
      String action =
          "Cannot copy %s/%s to %s"
              .formatted(source.displayName(), from.key(), context.describe(to));
      if (e.is(FailureKind.NO_OBJECT)) {
        throw new ObjectNotFoundException(action + ": the source has no such object.", e);
      }
      if (e.is(FailureKind.PRECONDITION)) {
        throw new StoreUnavailableException(
            action + ": the source changed during the copy. Try again.", e);
      }
      throw context.failure(action, e);
    }
  }

  private ObjectInfo copyInOneRequest(S3Address source, long size, ObjectKey to) {
    S3Tag copied = context.api().copy(context.address(to), source);
    return copied.describe(ObjectInfo.of(to, size));
  }

  /** Copies the version of the object that exists when the copy begins. */
  private ObjectInfo copyInParts(S3Address source, ObjectKey to) {
    S3Head head = context.lookup().head(source);
    S3Address target = context.address(to);
    long partBytes = context.tuning().partBytes(head.size(), context.tuning().copyPartBytes());
    try (S3PartedUpload upload = new S3PartedUpload(context.api(), target)) {
      List<String> etags = new ArrayList<>();
      for (long offset = 0; offset < head.size(); offset += partBytes) {
        long length = Math.min(partBytes, head.size() - offset);
        S3CopiedPart part = new S3CopiedPart(upload.id(), etags.size() + 1, offset, length);
        etags.add(context.api().copyPart(target, part, source, head.tag().etag()));
      }
      upload.complete(etags, PutMode.REPLACE);
    }
    return ObjectInfo.of(to, head.size());
  }
}
