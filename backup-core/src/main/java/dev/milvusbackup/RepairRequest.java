package dev.milvusbackup;

import dev.milvusbackup.error.InvalidRequestException;
import dev.milvusbackup.internal.job.JobId;
import dev.milvusbackup.storage.ObjectStore;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A request to repair a backup. Immutable.
 *
 * <p>Two requests are equal if they describe the same operation. The {@link #id()} and the {@link
 * #listener()} are not compared.
 */
@Beta
public final class RepairRequest {

  private final BackupName backup;
  private final @Nullable ObjectStore copy;
  private final String id;
  private final @Nullable ProgressListener listener;

  private RepairRequest(Builder builder, BackupName backup) {
    this.backup = backup;
    this.copy = builder.copy;
    this.id = builder.id;
    this.listener = builder.listener;
  }

  /** {@return a new builder} */
  public static Builder builder() {
    return new Builder();
  }

  /** {@return the name of the backup to repair} */
  public BackupName backup() {
    return backup;
  }

  /** {@return the store with a copy of the backup store, if one was set} */
  public Optional<ObjectStore> copy() {
    return Optional.ofNullable(copy);
  }

  /** {@return the id of the job: the one that was set, or a random UUID} */
  public String id() {
    return id;
  }

  /** {@return the listener that receives progress updates, if one was set} */
  public Optional<ProgressListener> listener() {
    return Optional.ofNullable(listener);
  }

  @Override
  public boolean equals(@Nullable Object object) {
    return object instanceof RepairRequest other
        && backup.equals(other.backup)
        && Objects.equals(copy, other.copy);
  }

  @Override
  public int hashCode() {
    return Objects.hash(backup, copy);
  }

  @Override
  public String toString() {
    return "RepairRequest[backup=%s, copy=%s, id=%s]"
        .formatted(backup, copy == null ? "none" : copy.displayName(), id);
  }

  /** Builds a {@link RepairRequest}. Not safe for use by several threads. */
  public static final class Builder {

    private @Nullable BackupName backup;
    private @Nullable ObjectStore copy;
    private String id = UUID.randomUUID().toString();
    private @Nullable ProgressListener listener;

    private Builder() {}

    /**
     * Sets the backup to repair. Required.
     *
     * @param name the name of the backup
     * @return this builder
     * @throws InvalidRequestException if no backup can have that name
     */
    public Builder backup(String name) {
      this.backup = new BackupName(name);
      return this;
    }

    /**
     * Sets a store with a copy of the backup store, under the same keys. Damaged objects are
     * fetched from it first. It is only read, and stays open. Default: none, so that objects are
     * fetched from the storage of Milvus only.
     *
     * @param store the store
     * @return this builder
     */
    public Builder copy(ObjectStore store) {
      this.copy = Objects.requireNonNull(store, "store");
      return this;
    }

    /**
     * Sets the id of the job. Default: a random UUID.
     *
     * @param id 1 to 128 letters, digits, {@code _}, {@code -}, {@code :} and {@code .}, not
     *     starting with {@code .}
     * @return this builder
     * @throws InvalidRequestException if the id is not valid
     */
    public Builder id(String id) {
      this.id = JobId.check(id);
      return this;
    }

    /**
     * Sets the listener that receives progress updates. Default: none.
     *
     * @param listener the listener
     * @return this builder
     */
    public Builder listener(ProgressListener listener) {
      this.listener = Objects.requireNonNull(listener, "listener");
      return this;
    }

    /**
     * Builds the request.
     *
     * @return a new {@link RepairRequest}
     * @throws InvalidRequestException if the backup is missing
     */
    public RepairRequest build() {
      if (backup == null) {
        throw new InvalidRequestException(
            "Cannot repair: no backup is named. Call backup(\"nightly\") on the request.");
      }
      return new RepairRequest(this, backup);
    }
  }
}
