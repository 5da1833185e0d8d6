package dev.milvusbackup.storage.support;

import dev.milvusbackup.storage.ObjectBody;
import dev.milvusbackup.storage.StorageException;
import dev.milvusbackup.storage.StoreUnavailableException;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The content of an {@link ObjectBody} is at fault, not the store. A client library may wrap this
 * exception; {@link #in} finds it.
 */
public final class BodyException extends IOException {

  private static final long serialVersionUID = 1L;

  /** Whether a retry fails in the same way. */
  private final boolean permanent;

  private BodyException(String message, @Nullable Throwable cause, boolean permanent) {
    super(message, cause);
    this.permanent = permanent;
  }

  static BodyException wrongLength(String found, long size) {
    return new BodyException(
        "its content has %s bytes (announced: %d)".formatted(found, size), null, true);
  }

  static BodyException unreadable(IOException cause) {
    return new BodyException("its content cannot be read (" + cause + ")", cause, false);
  }

  /**
   * Looks for the body's fault among the causes of a failed put.
   *
   * @param failure what the client library threw
   * @param action what failed, such as {@code Cannot store s3://backups/a}
   * @return what to throw instead: permanent for a wrong length, {@linkplain
   *     StorageException#retryable() retryable} if reading failed, or the {@link StorageException}
   *     that the body itself threw; empty if the body is not the cause
   */
  public static Optional<StorageException> in(Throwable failure, String action) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof StorageException thrownByBody) {
        return Optional.of(thrownByBody);
      }
      if (t instanceof BodyException body) {
        return Optional.of(body.toStorageException(action));
      }
    }
    return Optional.empty();
  }

  private StorageException toStorageException(String action) {
    String message = action + ": " + getMessage() + ".";
    return permanent
        ? new StorageException(message + " Nothing was stored.", this)
        : new StoreUnavailableException(message + " Nothing was stored.", this);
  }
}
