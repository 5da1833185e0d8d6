package dev.milvusbackup;

import dev.milvusbackup.error.InvalidRequestException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What to restore, and under which names. */
public final class RestoreRequest {

  private final BackupName backup;
  private final List<CollectionSelector> collections;
  private final TargetNames names;
  private final IndexPolicy indexes;
  private final LoadPolicy load;
  private final AliasPolicy aliases;
  private final Map<String, CollectionName> aliasSwitches;
  private final RbacPolicy rbac;
  private final IfExists ifExists;
  private final IfInterrupted ifInterrupted;
  private final RestoreContent content;
  private final VerifyDepth check;
  private final String id;
  private final @Nullable ProgressListener listener;

  private RestoreRequest(Builder builder, BackupName backup) {
    this.backup = backup;
    this.collections = builder.collections;
    this.names = builder.names;
    this.indexes = builder.indexes;
    this.load = builder.load;
    this.aliases = builder.aliases;
    this.aliasSwitches = Map.copyOf(builder.aliasSwitches);
    this.rbac = builder.rbac;
    this.ifExists = builder.ifExists;
    this.ifInterrupted = builder.ifInterrupted;
    this.content = builder.content;
    this.check = builder.check;
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
   * The backup to restore from.
   *
   * @return its name
   */
  public BackupName backup() {
    return backup;
  }

  /**
   * Which collections, by their names in the backup.
   *
   * @return the selectors; empty means all
   */
  public List<CollectionSelector> collections() {
    return collections;
  }

  /**
   * Under which names.
   *
   * @return the rules for names
   */
  public TargetNames names() {
    return names;
  }

  /**
   * What to do about indexes.
   *
   * @return the policy
   */
  public IndexPolicy indexes() {
    return indexes;
  }

  /** {@return what to do about loading} */
  public LoadPolicy load() {
    return load;
  }

  /** {@return what to do about the aliases of the backup} */
  public AliasPolicy aliases() {
    return aliases;
  }

  /**
   * {@return existing aliases that are to point to restored collections, by the collections' names
   * in the backup}
   */
  public Map<String, CollectionName> aliasSwitches() {
    return aliasSwitches;
  }

  /** {@return what to do about users and roles} */
  public RbacPolicy rbac() {
    return rbac;
  }

  /**
   * What to do about targets that exist.
   *
   * @return the choice
   */
  public IfExists ifExists() {
    return ifExists;
  }

  /**
   * What to do if the same restore was begun before and did not end.
   *
   * @return the choice
   */
  public IfInterrupted ifInterrupted() {
    return ifInterrupted;
  }

  /**
   * How much to bring back.
   *
   * @return the choice
   */
  public RestoreContent content() {
    return content;
  }

  /**
   * How closely the backup is looked at before anything is created.
   *
   * @return {@link VerifyDepth#PRESENCE} or {@link VerifyDepth#CONTENT}
   */
  public VerifyDepth check() {
    return check;
  }

  /**
   * The id of the job.
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

  /**
   * The name that a collection of the backup gets.
   *
   * @param source its name in the backup
   * @return its name in Milvus, by {@link #names()}
   */
  public CollectionName targetOf(CollectionName source) {
    return names.of(source);
  }

  /** Collects a request. Not for use by several threads. */
  public static final class Builder extends StateChoices<Builder> {

    private @Nullable BackupName backup;
    private List<CollectionSelector> collections = List.of();
    private TargetNames names = TargetNames.SAME;
    private IndexPolicy indexes = IndexPolicy.REBUILD;
    private IfExists ifExists = IfExists.FAIL;
    private IfInterrupted ifInterrupted = IfInterrupted.RESUME;
    private RestoreContent content = RestoreContent.ALL;
    private VerifyDepth check = VerifyDepth.CONTENT;
    private String id = UUID.randomUUID().toString();
    private @Nullable ProgressListener listener;

    private Builder() {}

    @Override
    Builder self() {
      return this;
    }

    /**
     * The backup to restore from. Required.
     *
     * @param name its name
     * @return this builder
     * @throws InvalidRequestException if no backup can have that name
     */
    public Builder backup(String name) {
      this.backup = new BackupName(name);
      return this;
    }

    /**
     * Which collections, by their names in the backup. Without this call, or with no argument: all.
     *
     * @param collections {@code name}, {@code database.name} or {@code database.*}
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
     * Appends something to the name of every collection that {@link #rename} does not name.
     * Default: nothing.
     *
     * @param suffix letters, digits and {@code _}
     * @return this builder
     */
    public Builder suffix(String suffix) {
      this.names = names.withSuffix(suffix);
      return this;
    }

    /**
     * Puts something before the name of every collection that {@link #rename} does not name.
     * Default: nothing.
     *
     * @param prefix letters, digits and {@code _}
     * @return this builder
     */
    public Builder prefix(String prefix) {
      this.names = names.withPrefix(prefix);
      return this;
    }

    /**
     * Restores a collection under another name, also into another database, which is created if it
     * does not exist. With {@code *}, all collections that match ({@link RenamePattern}). Names of
     * single collections come before patterns, and patterns in the order of the calls.
     *
     * @param source {@code collection} or {@code database.collection}, as in the backup
     * @param target {@code collection} or {@code database.collection}
     * @return this builder
     * @throws InvalidRequestException if a name cannot be read, or the source was renamed before
     */
    public Builder rename(String source, String target) {
      this.names = names.rename(source, target);
      return this;
    }

    /**
     * Restores all collections of a database into another one, which is created if it does not
     * exist. {@link #rename} comes first; prefix and suffix apply.
     *
     * @param source the database in the backup
     * @param target the database to restore into
     * @return this builder
     * @throws InvalidRequestException if the source was renamed before
     */
    public Builder renameDatabase(String source, String target) {
      this.names = names.renameDatabase(source, target);
      return this;
    }

    /**
     * What to do about targets that exist. Default: {@link IfExists#FAIL}.
     *
     * @param ifExists the choice
     * @return this builder
     */
    public Builder ifExists(IfExists ifExists) {
      this.ifExists = ifExists;
      return this;
    }

    /**
     * What to do if the same restore was begun before and did not end. Default: {@link
     * IfInterrupted#RESUME}.
     *
     * @param ifInterrupted the choice
     * @return this builder
     */
    public Builder ifInterrupted(IfInterrupted ifInterrupted) {
      this.ifInterrupted = ifInterrupted;
      return this;
    }

    /**
     * How much to bring back. Default: {@link RestoreContent#ALL}.
     *
     * @param content the choice
     * @return this builder
     */
    public Builder content(RestoreContent content) {
      this.content = content;
      return this;
    }

    /**
     * How closely the backup is looked at before anything is created; a restore of what is damaged
     * is refused. Default: {@link VerifyDepth#CONTENT}. Where the store itself tells a digest of
     * the kind that the backup has, as MinIO and S3 do for what they have copied, that costs
     * nothing; else the objects are read once more.
     *
     * @param depth {@link VerifyDepth#PRESENCE} (names and sizes) or {@link VerifyDepth#CONTENT}
     * @return this builder
     * @throws InvalidRequestException if it is another depth
     */
    public Builder check(VerifyDepth depth) {
      if (depth != VerifyDepth.PRESENCE && depth != VerifyDepth.CONTENT) {
        throw new InvalidRequestException(
            "Cannot check at depth %s before a restore: only PRESENCE and CONTENT can be."
                .formatted(depth));
      }
      this.check = depth;
      return this;
    }

    /**
     * The id of the job. Default: a random UUID.
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
     * What to do about indexes. Default: {@link IndexPolicy#REBUILD}.
     *
     * @param indexes the policy
     * @return this builder
     */
    public Builder indexes(IndexPolicy indexes) {
      this.indexes = indexes;
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
     * @throws InvalidRequestException if no backup was named
     */
    public RestoreRequest build() {
      if (backup == null) {
        throw new InvalidRequestException(
            "Cannot restore: no backup was named. Call backup(\"nightly\") on the request.");
      }
      return new RestoreRequest(this, backup);
    }
  }
}
