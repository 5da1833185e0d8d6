package dev.milvusbackup.config;

import dev.milvusbackup.Beta;
import dev.milvusbackup.VerifyDepth;
import dev.milvusbackup.retention.PruneRequest;
import dev.milvusbackup.storage.ObjectLocks;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What creates do unless their request says otherwise. Immutable. */
@Beta
public final class CreateSettings {

  /** Full backups, no verification, no retention, no locks. */
  public static final CreateSettings NONE =
      new CreateSettings(
          false, Optional.empty(), Optional.empty(), Optional.empty(), ObjectLocks.Mode.GOVERNANCE);

  private final boolean incremental;
  private final Optional<VerifyDepth> verify;
  private final Optional<PruneRequest> retention;
  private final Optional<Duration> lockFor;
  private final ObjectLocks.Mode lockMode;

  CreateSettings(
      boolean incremental,
      Optional<VerifyDepth> verify,
      Optional<PruneRequest> retention,
      Optional<Duration> lockFor,
      ObjectLocks.Mode lockMode) {
    this.incremental = incremental;
    this.verify = verify;
    this.retention = retention;
    this.lockFor = lockFor;
    this.lockMode = lockMode;
  }

  /** {@return whether creates that copy files are incremental} */
  public boolean incremental() {
    return incremental;
  }

  /** {@return how thoroughly a new backup is verified, if it is} */
  public Optional<VerifyDepth> verify() {
    return verify;
  }

  /**
   * Returns the prune that follows a create.
   *
   * @param backup the name of the new backup
   * @return the request; empty without a retention, and for names that do not start with its prefix
   */
  public Optional<PruneRequest> retention(String backup) {
    return retention.filter(prune -> backup.startsWith(prune.prefix()));
  }

  /** {@return how long new backups are locked, if they are} */
  public Optional<Duration> lockFor() {
    return lockFor;
  }

  /** {@return who can end the locks before their date} */
  public ObjectLocks.Mode lockMode() {
    return lockMode;
  }

  @Override
  public boolean equals(@Nullable Object object) {
    return object instanceof CreateSettings other
        && incremental == other.incremental
        && verify.equals(other.verify)
        && retention.equals(other.retention)
        && lockFor.equals(other.lockFor)
        && lockMode == other.lockMode;
  }

  @Override
  public int hashCode() {
    return Objects.hash(incremental, verify, retention, lockFor, lockMode);
  }

  @Override
  public String toString() {
    return "CreateSettings[incremental=%s, verify=%s, retention=%s, lockFor=%s, lockMode=%s]"
        .formatted(
            incremental,
            verify.orElse(null),
            retention.orElse(null),
            lockFor.orElse(null),
            lockMode);
  }
}
