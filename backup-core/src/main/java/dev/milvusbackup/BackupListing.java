package dev.milvusbackup;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The content of a backup store. Immutable. */
public final class BackupListing {

  private final List<BackupSummary> backups;
  private final List<Incomplete> incomplete;
  private final List<String> deleted;

  private BackupListing(Builder builder) {
    this.backups = builder.backups;
    this.incomplete = builder.incomplete;
    this.deleted = builder.deleted;
  }

  /**
   * Returns a new builder. Applications read this type; the builder is for tests and for
   * implementations of {@link BackupClient}.
   *
   * @return the builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /** {@return the complete backups, ordered by name} */
  public List<BackupSummary> backups() {
    return backups;
  }

  /** {@return the incomplete backups, ordered by name} */
  public List<Incomplete> incomplete() {
    return incomplete;
  }

  /** {@return the names of deleted backups that {@link BackupClient#undelete} can bring back} */
  public List<String> deleted() {
    return deleted;
  }

  @Override
  public boolean equals(@Nullable Object object) {
    return object instanceof BackupListing other
        && backups.equals(other.backups)
        && incomplete.equals(other.incomplete)
        && deleted.equals(other.deleted);
  }

  @Override
  public int hashCode() {
    return Objects.hash(backups, incomplete, deleted);
  }

  @Override
  public String toString() {
    return "BackupListing[backups=%s, incomplete=%s, deleted=%s]"
        .formatted(backups, incomplete, deleted);
  }

  /** Builds a {@link BackupListing}. Not safe for use by several threads. */
  public static final class Builder {

    private List<BackupSummary> backups = List.of();
    private List<Incomplete> incomplete = List.of();
    private List<String> deleted = List.of();

    private Builder() {}

    /**
     * Sets the complete backups, ordered by name. Default: none.
     *
     * @param backups the complete backups, ordered by name
     * @return this builder
     */
    public Builder backups(List<BackupSummary> backups) {
      this.backups = List.copyOf(backups);
      return this;
    }

    /**
     * Sets the incomplete backups, ordered by name. Default: none.
     *
     * @param incomplete the incomplete backups, ordered by name
     * @return this builder
     */
    public Builder incomplete(List<Incomplete> incomplete) {
      this.incomplete = List.copyOf(incomplete);
      return this;
    }

    /**
     * Sets the names of deleted backups, in their order. Default: none.
     *
     * @param deleted the names
     * @return this builder
     */
    public Builder deleted(List<String> deleted) {
      this.deleted = List.copyOf(deleted);
      return this;
    }

    /**
     * Builds the listing.
     *
     * @return a new {@link BackupListing}
     */
    public BackupListing build() {
      return new BackupListing(this);
    }
  }

  /**
   * A backup that a create or delete is working on or did not finish, or whose summary cannot be
   * read. Immutable.
   */
  public static final class Incomplete {

    private final String name;
    private final String reason;
    private final Status status;

    private Incomplete(String name, String reason, Status status) {
      this.name = Objects.requireNonNull(name, "name");
      this.reason = Objects.requireNonNull(reason, "reason");
      this.status = Objects.requireNonNull(status, "status");
    }

    /**
     * Returns a new value. Applications read this type; tests create it.
     *
     * @param name the name of the backup
     * @param reason the problem and, if known, the job that holds it, as human-readable text
     * @param status the state, which determines what you can do about it
     * @return a new {@link Incomplete}
     */
    public static Incomplete of(String name, String reason, Status status) {
      return new Incomplete(name, reason, status);
    }

    /** {@return the name of the backup} */
    public String name() {
      return name;
    }

    /** {@return the problem and, if known, the job that holds it, as human-readable text} */
    public String reason() {
      return reason;
    }

    /** {@return the state, which determines what you can do about it} */
    public Status status() {
      return status;
    }

    @Override
    public boolean equals(@Nullable Object object) {
      return object instanceof Incomplete other
          && name.equals(other.name)
          && reason.equals(other.reason)
          && status == other.status;
    }

    @Override
    public int hashCode() {
      return Objects.hash(name, reason, status);
    }

    @Override
    public String toString() {
      return "Incomplete[name=%s, reason=%s, status=%s]".formatted(name, reason, status);
    }
  }

  /** The state of an incomplete backup. */
  public enum Status {
    /**
     * A job appears to be working on it: according to the clock of this machine, its last heartbeat
     * is more recent than its lease.
     */
    RUNNING,
    /** An interrupted create. Running the same create again resumes it; it can also be deleted. */
    RESUMABLE,
    /** Leftovers of a delete or of another program. They can be deleted. */
    LEFTOVER
  }
}
