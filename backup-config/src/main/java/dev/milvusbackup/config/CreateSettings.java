package dev.milvusbackup.config;

import dev.milvusbackup.Beta;
import dev.milvusbackup.VerifyDepth;
import dev.milvusbackup.retention.PruneRequest;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What creates do unless their request says otherwise. Immutable. */
@Beta
public final class CreateSettings {

  /** Full backups, no verification, no retention. */
  public static final CreateSettings NONE =
      new CreateSettings(false, Optional.empty(), Optional.empty());

  private final boolean incremental;
  private final Optional<VerifyDepth> verify;
  private final Optional<PruneRequest> retention;

  CreateSettings(
      boolean incremental, Optional<VerifyDepth> verify, Optional<PruneRequest> retention) {
    this.incremental = incremental;
    this.verify = verify;
    this.retention = retention;
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

  @Override
  public boolean equals(@Nullable Object object) {
    return object instanceof CreateSettings other
        && incremental == other.incremental
        && verify.equals(other.verify)
        && retention.equals(other.retention);
  }

  @Override
  public int hashCode() {
    return Objects.hash(incremental, verify, retention);
  }

  @Override
  public String toString() {
    return "CreateSettings[incremental=%s, verify=%s, retention=%s]"
        .formatted(incremental, verify.orElse(null), retention.orElse(null));
  }
}
