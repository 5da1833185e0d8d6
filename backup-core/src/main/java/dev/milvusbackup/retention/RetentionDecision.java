package dev.milvusbackup.retention;

import dev.milvusbackup.BackupSummary;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a prune does with a complete backup, and why. Immutable. */
public final class RetentionDecision {

  private final BackupSummary backup;
  private final Set<KeepReason> reasons;
  private final boolean damaged;

  private RetentionDecision(BackupSummary backup, Set<KeepReason> reasons, boolean damaged) {
    this.backup = Objects.requireNonNull(backup, "backup");
    this.reasons = Set.copyOf(reasons);
    this.damaged = damaged;
  }

  /**
   * Returns a new value. Applications read this type; tests create it.
   *
   * @param backup the backup
   * @param reasons why it is kept; empty if it is not
   * @return a new {@link RetentionDecision}
   */
  public static RetentionDecision of(BackupSummary backup, Set<KeepReason> reasons) {
    return new RetentionDecision(backup, reasons, false);
  }

  /** {@return a copy about a backup in which a verification has found damage} */
  public RetentionDecision asDamaged() {
    return new RetentionDecision(backup, reasons, true);
  }

  /** {@return the backup} */
  public BackupSummary backup() {
    return backup;
  }

  /** {@return why it is kept; empty if no rule keeps it} */
  public Set<KeepReason> reasons() {
    return reasons;
  }

  /** {@return whether it is kept} */
  public boolean isKept() {
    return !reasons.isEmpty();
  }

  /**
   * {@return whether the last verification of the backup has found damage} It then does not count
   * as good, and replaces no other. False if no backup is to be deleted, since the prune does not
   * look then.
   */
  public boolean isDamaged() {
    return damaged;
  }

  @Override
  public boolean equals(@Nullable Object object) {
    return object instanceof RetentionDecision other
        && backup.equals(other.backup)
        && reasons.equals(other.reasons)
        && damaged == other.damaged;
  }

  @Override
  public int hashCode() {
    return Objects.hash(backup, reasons, damaged);
  }

  @Override
  public String toString() {
    String why = reasons.stream().sorted().map(KeepReason::name).collect(Collectors.joining(", "));
    return backup.name()
        + (isKept() ? ": kept, " + why : ": deleted")
        + (damaged ? " (damaged)" : "");
  }
}
