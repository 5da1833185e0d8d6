package dev.milvusbackup.retention;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a prune would do. Immutable. */
public final class PrunePreview {

  private final List<RetentionDecision> decisions;
  private final List<String> incomplete;

  private PrunePreview(List<RetentionDecision> decisions, List<String> incomplete) {
    this.decisions = List.copyOf(decisions);
    this.incomplete = List.copyOf(incomplete);
  }

  /**
   * Returns a new value. Applications read this type; tests create it.
   *
   * @param decisions the decisions about complete backups, newest first
   * @param incomplete the names of the incomplete backups that would be deleted
   * @return a new {@link PrunePreview}
   */
  public static PrunePreview of(List<RetentionDecision> decisions, List<String> incomplete) {
    return new PrunePreview(decisions, incomplete);
  }

  /** {@return the decisions about all complete backups of the request, newest first} */
  public List<RetentionDecision> decisions() {
    return decisions;
  }

  /** {@return the names of the incomplete backups that would be deleted} */
  public List<String> incomplete() {
    return incomplete;
  }

  /** {@return the size of the data of the complete backups that would be deleted, in bytes} */
  public long bytesToDelete() {
    return decisions.stream()
        .filter(decision -> !decision.isKept())
        .mapToLong(decision -> decision.backup().size())
        .sum();
  }

  @Override
  public boolean equals(@Nullable Object object) {
    return object instanceof PrunePreview other
        && decisions.equals(other.decisions)
        && incomplete.equals(other.incomplete);
  }

  @Override
  public int hashCode() {
    return Objects.hash(decisions, incomplete);
  }

  @Override
  public String toString() {
    return "PrunePreview[decisions=%s, incomplete=%s]".formatted(decisions, incomplete);
  }
}
