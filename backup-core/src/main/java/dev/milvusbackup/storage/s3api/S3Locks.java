package dev.milvusbackup.storage.s3api;

import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectLocks;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Locks the current versions of objects in a bucket with object lock. */
record S3Locks(S3Context context) implements ObjectLocks {

  static Optional<ObjectLocks> of(S3Context context) {
    try {
      context.api().requireLockConfiguration(context.bucket());
      return Optional.of(new S3Locks(context));
    } catch (S3Failure e) {
      if (e.is(FailureKind.NO_LOCK, FailureKind.UNSUPPORTED)) {
        return Optional.empty();
      }
      throw context.failure("Cannot read the object lock of " + context.displayName(), e);
    }
  }

  @Override
  public void lock(ObjectKey key, Mode mode, Instant until) {
    S3Address object = context.address(key);
    try {
      context.api().retain(object, new S3Retention(mode, until));
    } catch (S3Failure e) {
      String action = "Cannot lock %s until %s".formatted(context.describe(key), until);
      if (!e.is(FailureKind.DENIED, FailureKind.UNKNOWN)) {
        throw context.failure(action, e);
      }
      // The service also refuses to shorten a lock, and to weaken its mode.
      S3Retention former = read(object, action);
      if (former == null || (former.until().isBefore(until) && former.mode() == mode)) {
        throw context.failure(action, e);
      }
      if (former.until().isBefore(until)) {
        extend(object, new S3Retention(former.mode(), until), action);
      }
    }
  }

  private void extend(S3Address object, S3Retention retention, String action) {
    try {
      context.api().retain(object, retention);
    } catch (S3Failure e) {
      throw context.failure(action, e);
    }
  }

  @Override
  public Optional<Instant> lockedUntil(ObjectKey key) {
    String action = "Cannot read the lock of " + context.describe(key);
    return Optional.ofNullable(read(context.address(key), action)).map(S3Retention::until);
  }

  private @Nullable S3Retention read(S3Address object, String action) {
    try {
      return context.api().retention(object);
    } catch (S3Failure e) {
      if (e.is(FailureKind.NO_LOCK)) {
        return null;
      }
      throw context.failure(action, e);
    }
  }
}
