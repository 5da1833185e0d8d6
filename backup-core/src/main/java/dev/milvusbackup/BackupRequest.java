package dev.milvusbackup;

import dev.milvusbackup.error.InvalidRequestException;
import dev.milvusbackup.internal.format.Labels;
import dev.milvusbackup.internal.job.JobId;
import dev.milvusbackup.retention.PruneRequest;
import dev.milvusbackup.storage.ObjectLocks;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A request to create a backup: its name, the collections, and the rules. Immutable.
 *
 * <p>Two requests are equal if they describe the same operation. The {@link #id()} and the {@link
 * #listener()}, which identify and observe a single job, are not compared.
 */
public final class BackupRequest {

  private final BackupName name;
  private final List<CollectionSelector> collections;
  private final BackupStrategy strategy;
  private final IfIncomplete ifIncomplete;
  private final OnError onError;
  private final RbacPolicy rbac;
  private final BackupMode mode;
  private final boolean acceptRowDifferences;
  private final boolean incremental;
  private final String description;
  private final Map<String, String> labels;
  private final @Nullable VerifyDepth verify;
  private final @Nullable PruneRequest retention;
  private final @Nullable Duration lockFor;
  private final ObjectLocks.Mode lockMode;
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
    this.acceptRowDifferences = builder.acceptRowDifferences;
    this.incremental = builder.incremental;
    this.description = builder.description;
    this.labels = Labels.check(builder.labels);
    this.verify = builder.verify;
    this.retention = builder.retention;
    this.lockFor = builder.lockFor;
    this.lockMode = builder.lockMode;
    this.id = builder.id;
    this.listener = builder.listener;
  }

  /** {@return a new builder} */
  public static Builder builder() {
    return new Builder();
  }

  /** {@return a new builder with all values of this request, including its id and listener} */
  public Builder toBuilder() {
    return new Builder(this);
  }

  /** {@return the name of the new backup} */
  public BackupName name() {
    return name;
  }

  /** {@return the collections to back up; empty means all collections of all databases} */
  public List<CollectionSelector> collections() {
    return collections;
  }

  /** {@return which data the backup contains} */
  public BackupStrategy strategy() {
    return strategy;
  }

  /** {@return the rule for an incomplete backup of the same name} */
  public IfIncomplete ifIncomplete() {
    return ifIncomplete;
  }

  /** {@return the rule for a collection that cannot be backed up} */
  public OnError onError() {
    return onError;
  }

  /** {@return the policy for users and roles} */
  public RbacPolicy rbac() {
    return rbac;
  }

  /** {@return the form in which the backup stores the rows} */
  public BackupMode mode() {
    return mode;
  }

  /** {@return whether a difference from Milvus's count of rows is accepted} */
  public boolean acceptRowDifferences() {
    return acceptRowDifferences;
  }

  /** {@return whether the backup shares objects with other incremental backups} */
  @Beta
  public boolean incremental() {
    return incremental;
  }

  /** {@return the description of the backup; empty if there is none} */
  @Beta
  public String description() {
    return description;
  }

  /** {@return the labels of the backup, ordered by key} */
  @Beta
  public Map<String, String> labels() {
    return labels;
  }

  /** {@return how thoroughly the new backup is verified, if it is} */
  @Beta
  public Optional<VerifyDepth> verify() {
    return Optional.ofNullable(verify);
  }

  /** {@return the prune that follows the create, if there is one} */
  @Beta
  public Optional<PruneRequest> retention() {
    return Optional.ofNullable(retention);
  }

  /** {@return how long the objects of the backup are locked, if they are} */
  @Beta
  public Optional<Duration> lockFor() {
    return Optional.ofNullable(lockFor);
  }

  /** {@return who can end the lock before its date} */
  @Beta
  public ObjectLocks.Mode lockMode() {
    return lockMode;
  }

  /** {@return the id of the job and of the backup: the one that was set, or a random UUID} */
  public String id() {
    return id;
  }

  /** {@return the listener that receives progress updates, if one was set} */
  public Optional<ProgressListener> listener() {
    return Optional.ofNullable(listener);
  }

  @Override
  public boolean equals(@Nullable Object object) {
    return object instanceof BackupRequest other && compared().equals(other.compared());
  }

  @Override
  public int hashCode() {
    return compared().hashCode();
  }

  @Override
  public String toString() {
    return "BackupRequest[name=%s, collections=%s, strategy=%s, ifIncomplete=%s, onError=%s, rbac=%s, mode=%s, acceptRowDifferences=%s, incremental=%s, description=%s, labels=%s, verify=%s, retention=%s, lockFor=%s, lockMode=%s, id=%s]"
        .formatted(
            name,
            collections,
            strategy,
            ifIncomplete,
            onError,
            rbac,
            mode,
            acceptRowDifferences,
            incremental,
            description,
            labels,
            verify,
            retention,
            lockFor,
            lockMode,
            id);
  }

  private List<Object> compared() {
    return List.of(
        name,
        collections,
        strategy,
        ifIncomplete,
        onError,
        rbac,
        mode,
        acceptRowDifferences,
        incremental,
        description,
        labels,
        verify(),
        retention(),
        lockFor(),
        lockMode);
  }

  /** Builds a {@link BackupRequest}. Not safe for use by several threads. */
  public static final class Builder {

    private static final Duration SHORTEST_LOCK = Duration.ofSeconds(1);
    private static final Duration LONGEST_LOCK = Duration.ofDays(36_500);

    private @Nullable BackupName name;
    private List<CollectionSelector> collections = List.of();
    private BackupStrategy strategy = BackupStrategy.FLUSH;
    private IfIncomplete ifIncomplete = IfIncomplete.RESUME_SAME;
    private OnError onError = OnError.FAIL;
    private RbacPolicy rbac = RbacPolicy.SKIP;
    private BackupMode mode = BackupMode.BINLOG;
    private boolean acceptRowDifferences;
    private boolean incremental;
    private String description = "";
    private final Map<String, String> labels = new TreeMap<>();
    private @Nullable VerifyDepth verify;
    private @Nullable PruneRequest retention;
    private @Nullable Duration lockFor;
    private ObjectLocks.Mode lockMode = ObjectLocks.Mode.GOVERNANCE;
    private String id = UUID.randomUUID().toString();
    private @Nullable ProgressListener listener;

    private Builder() {}

    private Builder(BackupRequest request) {
      this.name = request.name;
      this.collections = request.collections;
      this.strategy = request.strategy;
      this.ifIncomplete = request.ifIncomplete;
      this.onError = request.onError;
      this.rbac = request.rbac;
      this.mode = request.mode;
      this.acceptRowDifferences = request.acceptRowDifferences;
      this.incremental = request.incremental;
      this.description = request.description;
      this.labels.putAll(request.labels);
      this.verify = request.verify;
      this.retention = request.retention;
      this.lockFor = request.lockFor;
      this.lockMode = request.lockMode;
      this.id = request.id;
      this.listener = request.listener;
    }

    /**
     * Sets the name of the new backup. Required.
     *
     * @param name a name of the form that {@link BackupName} describes
     * @return this builder
     * @throws InvalidRequestException if the name is not valid
     */
    public Builder name(String name) {
      this.name = new BackupName(name);
      return this;
    }

    /**
     * Selects the collections to back up. Default, and without arguments: all collections of all
     * databases.
     *
     * @param collections {@code name} (in the database {@code default}), {@code database.name} or
     *     {@code database.*}
     * @return this builder
     * @throws InvalidRequestException if a selector cannot be parsed
     */
    public Builder collections(String... collections) {
      return collections(List.of(collections));
    }

    /**
     * Selects the collections to back up, same as {@link #collections(String...)}.
     *
     * @param collections the selectors
     * @return this builder
     * @throws InvalidRequestException if a selector cannot be parsed
     */
    public Builder collections(List<String> collections) {
      this.collections = collections.stream().map(CollectionSelector::parse).toList();
      return this;
    }

    /**
     * Sets which data the backup contains. Default: {@link BackupStrategy#FLUSH}.
     *
     * @param strategy the strategy
     * @return this builder
     */
    public Builder strategy(BackupStrategy strategy) {
      this.strategy = Objects.requireNonNull(strategy, "strategy");
      return this;
    }

    /**
     * Sets the rule for an incomplete backup of the same name. Default: {@link
     * IfIncomplete#RESUME_SAME}, so that repeating an interrupted request finishes it.
     *
     * @param ifIncomplete the rule
     * @return this builder
     */
    public Builder ifIncomplete(IfIncomplete ifIncomplete) {
      this.ifIncomplete = Objects.requireNonNull(ifIncomplete, "ifIncomplete");
      return this;
    }

    /**
     * Sets the rule for a collection that cannot be backed up, for example because it was dropped
     * in the meantime or its files are damaged. Default: {@link OnError#FAIL}.
     *
     * @param onError the rule
     * @return this builder
     */
    public Builder onError(OnError onError) {
      this.onError = Objects.requireNonNull(onError, "onError");
      return this;
    }

    /**
     * Sets the policy for the users and roles of the whole server. Default: {@link
     * RbacPolicy#SKIP}.
     *
     * @param rbac the policy
     * @return this builder
     */
    public Builder rbac(RbacPolicy rbac) {
      this.rbac = Objects.requireNonNull(rbac, "rbac");
      return this;
    }

    /**
     * Sets the form in which the backup stores the rows. Default: {@link BackupMode#BINLOG}, which
     * needs a client with Milvus storage. {@link BackupMode#LOGICAL} does not flush, because
     * queries also return rows that Milvus holds in memory.
     *
     * @param mode the mode
     * @return this builder
     */
    public Builder mode(BackupMode mode) {
      this.mode = Objects.requireNonNull(mode, "mode");
      return this;
    }

    /**
     * Sets whether to create the backup even if Milvus counts other rows than its files hold after
     * deletes. Default: false, so that such a create fails. On Milvus before 2.3.1, which writes
     * deletes up to ten minutes late, it also fails if the rows of a collection cannot be compared,
     * for example because it is not loaded; with {@code true} a backup may then lack deletes, and
     * its restore brings the deleted rows back. {@link BackupReport#rowsNotCompared()} lists these
     * collections.
     *
     * @param accept whether to accept differences
     * @return this builder
     */
    public Builder acceptRowDifferences(boolean accept) {
      this.acceptRowDifferences = accept;
      return this;
    }

    /**
     * Sets whether the backup copies only what the backup store does not hold yet: the insert logs
     * of a segment that an earlier incremental backup of the same Milvus holds are referred to.
     * Default: false. A restore needs only this backup, whatever is deleted before or after it. The
     * Go tool does not find such a backup.
     *
     * <p>Deleting an incremental backup frees the space of shared objects only at the second {@link
     * BackupClient#prune prune} after it, at least its grace period later. Milvus's compaction
     * writes new segments, which are copied again.
     *
     * @param incremental whether to share objects
     * @return this builder
     */
    @Beta
    public Builder incremental(boolean incremental) {
      this.incremental = incremental;
      return this;
    }

    /**
     * Describes the backup in a line. Default: empty.
     *
     * @param description up to 1000 characters, no line breaks; not secret, since it is stored and
     *     listed as it is
     * @return this builder
     * @throws InvalidRequestException if the text is not valid
     */
    @Beta
    public Builder description(String description) {
      this.description = Labels.checkDescription(description);
      return this;
    }

    /**
     * Adds a label to the backup, or replaces the one with this key. Listings show labels, and
     * {@link dev.milvusbackup.retention.PruneRequest} selects by them. Default: no labels; at most
     * 32.
     *
     * @param key 1 to 63 ASCII letters, digits, {@code _}, {@code -}, {@code .} and {@code /}, the
     *     first a letter or digit
     * @param value up to 255 characters, no control characters; not secret
     * @return this builder
     * @throws InvalidRequestException if key or value are not valid
     */
    @Beta
    public Builder label(String key, String value) {
      Labels.check(key, value);
      labels.put(key, value);
      return this;
    }

    /**
     * Verifies the new backup, as {@link BackupClient#verify verify} does. The job then succeeds
     * even if the verification has findings, since the backup exists: {@link
     * BackupReport#followUpFailure()} reports them. Default: no verification.
     *
     * @param depth how thoroughly
     * @return this builder
     */
    @Beta
    public Builder verify(VerifyDepth depth) {
      this.verify = Objects.requireNonNull(depth, "depth");
      return this;
    }

    /**
     * Deletes old backups after the new one exists and has passed its {@link #verify verification},
     * if it has one, as {@link BackupClient#prune(PruneRequest) prune} does. After a create that
     * failed, nothing is deleted. The job succeeds even if the prune fails: {@link
     * BackupReport#followUpFailure()} reports that. Default: nothing is deleted.
     *
     * @param retention the backups and the rules; its id and listener do not count
     * @return this builder
     */
    @Beta
    public Builder retention(PruneRequest retention) {
      this.retention = Objects.requireNonNull(retention, "retention");
      return this;
    }

    /**
     * Deletes old backups after the create: {@code retention(p ->
     * p.prefix("nightly-").keepLast(7))}.
     *
     * @param retention fills in the request of the prune
     * @return this builder, same as {@link #retention(PruneRequest)}
     * @throws InvalidRequestException if the request selects no backups or has no rule
     */
    @Beta
    public Builder retention(Consumer<PruneRequest.Builder> retention) {
      PruneRequest.Builder prune = PruneRequest.builder();
      retention.accept(prune);
      return retention(prune.build());
    }

    /**
     * Locks all objects of the backup against deletion, those that it shares with earlier backups
     * too, as {@link #lockFor(Duration, ObjectLocks.Mode)} does with {@link
     * dev.milvusbackup.storage.ObjectLocks.Mode#GOVERNANCE}. Default: nothing is locked.
     *
     * @param duration how long, from the time when the backup is completed
     * @return this builder
     * @throws InvalidRequestException if it is shorter than a second or longer than 100 years
     */
    @Beta
    public Builder lockFor(Duration duration) {
      return lockFor(duration, ObjectLocks.Mode.GOVERNANCE);
    }

    /**
     * Locks all objects of the backup against deletion, those that it shares with earlier backups
     * too. The backup store has to support it: for S3, a bucket with object lock. It takes a
     * request for each object. Until the lock ends, neither {@link BackupClient#delete} nor {@link
     * BackupClient#prune} deletes the backup.
     *
     * @param duration how long, from the time when the backup is completed
     * @param mode who can end the lock before
     * @return this builder
     * @throws InvalidRequestException if it is shorter than a second or longer than 100 years
     */
    @Beta
    public Builder lockFor(Duration duration, ObjectLocks.Mode mode) {
      if (duration.compareTo(SHORTEST_LOCK) < 0 || duration.compareTo(LONGEST_LOCK) > 0) {
        throw new InvalidRequestException(
            "Cannot lock a backup for %s: a lock lasts from a second to 100 years. Set another duration."
                .formatted(duration));
      }
      this.lockFor = duration;
      this.lockMode = Objects.requireNonNull(mode, "mode");
      return this;
    }

    /**
     * Sets the id of the job and of the backup. Default: a random UUID.
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
     * @return a new {@link BackupRequest}
     * @throws InvalidRequestException if the name is missing, an incremental backup is logical, or
     *     the retention is not about this backup
     */
    public BackupRequest build() {
      if (name == null) {
        throw new InvalidRequestException(
            "Cannot create a backup: it has no name. Call name(\"nightly\") on the request.");
      }
      if (incremental && mode == BackupMode.LOGICAL) {
        throw new InvalidRequestException(
            "Cannot create backup '%s': a logical backup holds rows, and incremental backups share Milvus's files. Leave out one of the two."
                .formatted(name));
      }
      if (retention != null) {
        requireAbout(retention, name);
      }
      return new BackupRequest(this, name);
    }

    /** With a typing error in the prefix, backups would pile up without anybody noticing. */
    private void requireAbout(PruneRequest prune, BackupName backup) {
      if (!backup.value().startsWith(prune.prefix())) {
        throw new InvalidRequestException(
            "Cannot create backup '%s': its retention is about backups whose names start with '%s', so not about this one. Correct one of the two."
                .formatted(backup, prune.prefix()));
      }
      if (!labels.entrySet().containsAll(prune.labels().entrySet())) {
        throw new InvalidRequestException(
            "Cannot create backup '%s': its retention is about backups with the labels %s, so not about this one (%s). Correct one of the two."
                .formatted(backup, prune.labels(), labels));
      }
    }
  }
}
