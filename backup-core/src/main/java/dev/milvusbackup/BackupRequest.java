package dev.milvusbackup;

import dev.milvusbackup.error.InvalidRequestException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What to back up. */
public final class BackupRequest {

  private final BackupName name;
  private final List<CollectionSelector> collections;
  private final BackupStrategy strategy;
  private final IfIncomplete ifIncomplete;
  private final OnError onError;
  private final RbacPolicy rbac;
  private final BackupMode mode;
  private final String id;
  private final @Nullable ProgressListener listener;

  private BackupRequest(Builder builder, BackupName name) {
    this.name = name;
    this.collections = builder.collections;
    this.strategy = builder.strategy;
    this.ifIncomplete = builder.ifIncomplete;
    this.onError = builder.onError;
    this.rbac = builder.rbac;
    this.mode = builder.mode;
    this.id = builder.id;
    this.listener = builder.listener;
  }

  /**
   * A new builder.
   *
   * @return the builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * The name of the new backup.
   *
   * @return the name
   */
  public BackupName name() {
    return name;
  }

  /**
   * Which collections.
   *
   * @return the selectors; empty means all collections of all databases
   */
  public List<CollectionSelector> collections() {
    return collections;
  }

  /**
   * How much to take.
   *
   * @return the strategy
   */
  public BackupStrategy strategy() {
    return strategy;
  }

  /**
   * What to do about an incomplete backup of that name.
   *
   * @return the rule
   */
  public IfIncomplete ifIncomplete() {
    return ifIncomplete;
  }

  /**
   * What to do when a collection cannot be backed up.
   *
   * @return the rule
   */
  public OnError onError() {
    return onError;
  }

  /**
   * What to do about users and roles.
   *
   * @return the policy
   */
  public RbacPolicy rbac() {
    return rbac;
  }

  /**
   * What the backup is to be made of.
   *
   * @return the mode
   */
  public BackupMode mode() {
    return mode;
  }

  /**
   * The id of the job and of the backup.
   *
   * @return the id that was set, or a random UUID
   */
  public String id() {
    return id;
  }

  /**
   * Who is told about the progress.
   *
   * @return the listener, if one was set
   */
  public Optional<ProgressListener> listener() {
    return Optional.ofNullable(listener);
  }

  /** Collects a request. Not for use by several threads. */
  public static final class Builder {

    private @Nullable BackupName name;
    private List<CollectionSelector> collections = List.of();
    private BackupStrategy strategy = BackupStrategy.FLUSH;
    private IfIncomplete ifIncomplete = IfIncomplete.RESUME_SAME;
    private OnError onError = OnError.FAIL;
    private RbacPolicy rbac = RbacPolicy.SKIP;
    private BackupMode mode = BackupMode.BINLOG;
    private String id = UUID.randomUUID().toString();
    private @Nullable ProgressListener listener;

    private Builder() {}

    /**
     * The name of the new backup. Required.
     *
     * @param name a name as {@link BackupName} allows it
     * @return this builder
     * @throws InvalidRequestException if it is not valid
     */
    public Builder name(String name) {
      this.name = new BackupName(name);
      return this;
    }

    /**
     * Which collections. Without this call, or with no argument: all collections of all databases.
     *
     * @param collections {@code name} (in the database {@code default}), {@code database.name}, or
     *     {@code database.*}
     * @return this builder
     * @throws InvalidRequestException if one cannot be read
     */
    public Builder collections(String... collections) {
      return collections(List.of(collections));
    }

    /**
     * As {@link #collections(String...)}.
     *
     * @param collections the selectors
     * @return this builder
     * @throws InvalidRequestException if one cannot be read
     */
    public Builder collections(List<String> collections) {
      this.collections = collections.stream().map(CollectionSelector::parse).toList();
      return this;
    }

    /**
     * How much to take. Default: {@link BackupStrategy#FLUSH}.
     *
     * @param strategy the strategy
     * @return this builder
     */
    public Builder strategy(BackupStrategy strategy) {
      this.strategy = strategy;
      return this;
    }

    /**
     * What to do if a create of that name was interrupted. Default: {@link
     * IfIncomplete#RESUME_SAME}, so repeating a request finishes it.
     *
     * @param rule the rule
     * @return this builder
     */
    public Builder ifIncomplete(IfIncomplete rule) {
      this.ifIncomplete = rule;
      return this;
    }

    /**
     * What to do when a collection cannot be backed up, since it was dropped meanwhile, say, or its
     * files are damaged. Default: {@link OnError#FAIL}.
     *
     * @param rule the rule
     * @return this builder
     */
    public Builder onError(OnError rule) {
      this.onError = rule;
      return this;
    }

    /**
     * What to do about users and roles, of the whole server. Default: {@link RbacPolicy#SKIP}.
     *
     * @param rbac the policy
     * @return this builder
     */
    public Builder rbac(RbacPolicy rbac) {
      this.rbac = rbac;
      return this;
    }

    /**
     * What the backup is to be made of. Default: {@link BackupMode#BINLOG}, which a client without
     * Milvus storage refuses. With {@link BackupMode#LOGICAL} nothing is flushed: queries see what
     * Milvus holds in memory.
     *
     * @param mode the mode
     * @return this builder
     */
    public Builder mode(BackupMode mode) {
      this.mode = mode;
      return this;
    }

    /**
     * The id of the job and of the backup. Default: a random UUID.
     *
     * @param id 1 to 128 printable characters
     * @return this builder
     * @throws InvalidRequestException if it is not valid
     */
    public Builder id(String id) {
      this.id = JobId.check(id);
      return this;
    }

    /**
     * Who is told about the progress. Default: nobody.
     *
     * @param listener the listener
     * @return this builder
     */
    public Builder listener(ProgressListener listener) {
      this.listener = listener;
      return this;
    }

    /**
     * The request.
     *
     * @return what was collected
     * @throws InvalidRequestException if there is no name
     */
    public BackupRequest build() {
      if (name == null) {
        throw new InvalidRequestException(
            "Cannot create a backup: it has no name. Call name(\"nightly\") on the request.");
      }
      return new BackupRequest(this, name);
    }
  }
}
