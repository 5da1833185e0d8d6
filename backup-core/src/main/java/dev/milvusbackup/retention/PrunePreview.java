package dev.milvusbackup.retention;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a prune would do. Immutable. */
public final class PrunePreview {

  private final List<RetentionDecision> decisions;
  private final List<String> incomplete;
  private final SharedSpace sharedSpace;

  private PrunePreview(Builder builder) {
    this.decisions = builder.decisions;
    this.incomplete = builder.incomplete;
    this.sharedSpace = builder.sharedSpace;
  }

  /**
   * Returns a new builder. Applications read this type; the builder is for tests and for
   * implementations of {@link dev.milvusbackup.BackupClient}.
   *
   * @return the builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /** {@return the decisions about all complete backups of the request, newest first} */
  public List<RetentionDecision> decisions() {
    return decisions;
  }

  /** {@return the names of the incomplete backups that would be deleted} */
  public List<String> incomplete() {
    return incomplete;
  }

  /** {@return what would happen to the objects that incremental backups share} */
  public SharedSpace sharedSpace() {
    return sharedSpace;
  }

  /**
   * {@return the size of the data of the complete backups that would be deleted, in bytes} Of
   * incremental ones it counts objects that other backups share too; {@link #sharedSpace} has what
   * becomes free.
   */
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
        && incomplete.equals(other.incomplete)
        && sharedSpace.equals(other.sharedSpace);
  }

  @Override
  public int hashCode() {
    return Objects.hash(decisions, incomplete, sharedSpace);
  }

  @Override
  public String toString() {
    return "PrunePreview[decisions=%s, incomplete=%s, sharedSpace=%s]"
        .formatted(decisions, incomplete, sharedSpace);
  }

  /** Builds a {@link PrunePreview}. Not safe for use by several threads. */
  public static final class Builder {

    private List<RetentionDecision> decisions = List.of();
    private List<String> incomplete = List.of();
    private SharedSpace sharedSpace = SharedSpace.NONE;

    private Builder() {}

    /**
     * Sets the decisions about complete backups, newest first. Default: none.
     *
     * @param decisions the decisions
     * @return this builder
     */
    public Builder decisions(List<RetentionDecision> decisions) {
      this.decisions = List.copyOf(decisions);
      return this;
    }

    /**
     * Sets the incomplete backups that would be deleted. Default: none.
     *
     * @param names their names
     * @return this builder
     */
    public Builder incomplete(List<String> names) {
      this.incomplete = List.copyOf(names);
      return this;
    }

    /**
     * Sets what would happen to shared objects. Default: there are none.
     *
     * @param space what would happen
     * @return this builder
     */
    public Builder sharedSpace(SharedSpace space) {
      this.sharedSpace = Objects.requireNonNull(space, "space");
      return this;
    }

    /**
     * Builds the preview.
     *
     * @return a new {@link PrunePreview}
     */
    public PrunePreview build() {
      return new PrunePreview(this);
    }
  }
}
