package dev.milvusbackup;

import dev.milvusbackup.error.InvalidRequestException;
import dev.milvusbackup.internal.job.JobId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A request to restore a backup: the collections, their new names, and the rules. Immutable.
 *
 * <p>Two requests are equal if they describe the same operation. The {@link #id()} and the {@link
 * #listener()}, which identify and observe a single job, are not compared.
 */
public final class RestoreRequest {

  private final BackupName backup;
  private final List<CollectionSelector> collections;
  private final List<CollectionSelector> targets;
  private final TargetNames names;
  private final IndexPolicy indexes;
  private final boolean dropsIndexes;
  private final SchemaChanges schema;
  private final LoadPolicy load;
  private final AliasPolicy aliases;
  private final Map<String, CollectionName> aliasSwitches;
  private final RbacPolicy rbac;
  private final IfExists ifExists;
  private final IfInterrupted ifInterrupted;
  private final RestoreContent content;
  private final IntegrityCheck check;
  private final String id;
  private final @Nullable ProgressListener listener;

  private RestoreRequest(Builder builder, BackupName backup) {
    this.backup = backup;
    this.collections = builder.collections;
    this.targets = builder.targets;
    this.names = builder.names;
    this.indexes = builder.indexes;
    this.dropsIndexes = builder.dropsIndexes;
    this.schema = builder.schema;
    this.load = builder.load;
    this.aliases = builder.aliases;
    this.aliasSwitches = Collections.unmodifiableMap(new LinkedHashMap<>(builder.aliasSwitches));
    this.rbac = builder.rbac;
    this.ifExists = builder.ifExists;
    this.ifInterrupted = builder.ifInterrupted;
    this.content = builder.content;
    this.check = builder.check;
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

  /** {@return the name of the backup to restore} */
  public BackupName backup() {
    return backup;
  }

  /** {@return the collections to restore, by their names in the backup; empty means all} */
  public List<CollectionSelector> collections() {
    return collections;
  }

  /** {@return the collections to restore, by the names that they receive; empty means all} */
  public List<CollectionSelector> targets() {
    return targets;
  }

  /** {@return the rules for the names that collections receive} */
  public TargetNames names() {
    return names;
  }

  /** {@return the policy for indexes} */
  public IndexPolicy indexes() {
    return indexes;
  }

  /** {@return whether indexes of existing collections are dropped} */
  @Beta
  public boolean dropsIndexes() {
    return dropsIndexes;
  }

  /** {@return the differences between new collections and those of the backup} */
  @Beta
  public SchemaChanges schema() {
    return schema;
  }

  /** {@return the policy for loading collections} */
  public LoadPolicy load() {
    return load;
  }

  /** {@return the policy for the aliases of the backup} */
  public AliasPolicy aliases() {
    return aliases;
  }

  /**
   * {@return the existing aliases that the restore moves, each with the name in the backup of the
   * collection that it moves to}
   */
  public Map<String, CollectionName> aliasSwitches() {
    return aliasSwitches;
  }

  /** {@return the policy for users and roles} */
  public RbacPolicy rbac() {
    return rbac;
  }

  /** {@return the rule for targets that exist} */
  public IfExists ifExists() {
    return ifExists;
  }

  /** {@return the rule for an earlier, interrupted run of the same restore} */
  public IfInterrupted ifInterrupted() {
    return ifInterrupted;
  }

  /** {@return which part of the collections is restored} */
  public RestoreContent content() {
    return content;
  }

  /** {@return how thoroughly the backup is checked before anything is created} */
  public IntegrityCheck check() {
    return check;
  }

  /** {@return the id of the job: the one that was set, or a random UUID} */
  public String id() {
    return id;
  }

  /** {@return the listener that receives progress updates, if one was set} */
  public Optional<ProgressListener> listener() {
    return Optional.ofNullable(listener);
  }

  /**
   * Returns whether this request restores a collection of the backup: {@link #collections()}
   * selects it by its name in the backup, and {@link #targets()} by its new name.
   *
   * @param source the name of the collection in the backup
   * @return true if the request restores it
   */
  public boolean selects(CollectionName source) {
    return CollectionSelector.matchesAny(collections, source)
        && CollectionSelector.matchesAny(targets, targetOf(source));
  }

  /**
   * Returns the name that a collection of the backup receives, according to {@link #names()}.
   *
   * @param source the name of the collection in the backup
   * @return its name in Milvus
   */
  public CollectionName targetOf(CollectionName source) {
    return names.of(source);
  }

  @Override
  public boolean equals(@Nullable Object object) {
    return object instanceof RestoreRequest other && compared().equals(other.compared());
  }

  @Override
  public int hashCode() {
    return compared().hashCode();
  }

  @Override
  public String toString() {
    return "RestoreRequest[backup=%s, collections=%s, targets=%s, names=%s, indexes=%s, dropsIndexes=%s, schema=%s, load=%s, aliases=%s, aliasSwitches=%s, rbac=%s, ifExists=%s, ifInterrupted=%s, content=%s, check=%s, id=%s]"
        .formatted(
            backup,
            collections,
            targets,
            names,
            indexes,
            dropsIndexes,
            schema,
            load,
            aliases,
            aliasSwitches,
            rbac,
            ifExists,
            ifInterrupted,
            content,
            check,
            id);
  }

  private List<Object> compared() {
    return List.of(
        List.of(backup, collections, targets, names),
        List.of(indexes, dropsIndexes, schema, load, aliases, aliasSwitches, rbac),
        List.of(ifExists, ifInterrupted, content, check));
  }

  /** Builds a {@link RestoreRequest}. Not safe for use by several threads. */
  public static final class Builder {

    private @Nullable BackupName backup;
    private List<CollectionSelector> collections = List.of();
    private List<CollectionSelector> targets = List.of();
    private TargetNames names = TargetNames.SAME;
    private IndexPolicy indexes = IndexPolicy.REBUILD;
    private boolean dropsIndexes;
    private SchemaChanges schema = SchemaChanges.NONE;
    private LoadPolicy load = LoadPolicy.AS_BEFORE;
    private AliasPolicy aliases = AliasPolicy.IF_FREE;
    private final Map<String, CollectionName> aliasSwitches = new LinkedHashMap<>();
    private RbacPolicy rbac = RbacPolicy.SKIP;
    private IfExists ifExists = IfExists.FAIL;
    private IfInterrupted ifInterrupted = IfInterrupted.RESUME;
    private RestoreContent content = RestoreContent.ALL;
    private IntegrityCheck check = IntegrityCheck.CONTENT;
    private String id = UUID.randomUUID().toString();
    private @Nullable ProgressListener listener;

    private Builder() {}

    private Builder(RestoreRequest request) {
      this.backup = request.backup;
      this.collections = request.collections;
      this.targets = request.targets;
      this.names = request.names;
      this.indexes = request.indexes;
      this.dropsIndexes = request.dropsIndexes;
      this.schema = request.schema;
      this.load = request.load;
      this.aliases = request.aliases;
      this.aliasSwitches.putAll(request.aliasSwitches);
      this.rbac = request.rbac;
      this.ifExists = request.ifExists;
      this.ifInterrupted = request.ifInterrupted;
      this.content = request.content;
      this.check = request.check;
      this.id = request.id;
      this.listener = request.listener;
    }

    /**
     * Sets the backup to restore. Required.
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
     * Selects the collections to restore, by their names in the backup. Default, and without
     * arguments: all. A selector that matches nothing makes the restore fail.
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
     * Selects the collections to restore, same as {@link #collections(String...)}.
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
     * Selects the collections to restore, by the names that they receive after renaming, among
     * those that {@link #collections(String...)} selects. Default, and without arguments: all. A
     * selector that matches nothing makes the restore fail.
     *
     * @param targets {@code name} (in the database {@code default}), {@code database.name} or
     *     {@code database.*}
     * @return this builder
     * @throws InvalidRequestException if a selector cannot be parsed
     */
    public Builder targets(String... targets) {
      return targets(List.of(targets));
    }

    /**
     * Selects the collections to restore by their new names, same as {@link #targets(String...)}.
     *
     * @param targets the selectors
     * @return this builder
     * @throws InvalidRequestException if a selector cannot be parsed
     */
    public Builder targets(List<String> targets) {
      this.targets = targets.stream().map(CollectionSelector::parse).toList();
      return this;
    }

    /**
     * Appends a suffix to the name of every collection that {@link #rename} does not rename.
     * Default: none.
     *
     * @param suffix letters, digits and {@code _}
     * @return this builder
     */
    public Builder suffix(String suffix) {
      this.names = names.withSuffix(suffix);
      return this;
    }

    /**
     * Puts a prefix before the name of every collection that {@link #rename} does not rename.
     * Default: none.
     *
     * @param prefix letters, digits and {@code _}
     * @return this builder
     */
    public Builder prefix(String prefix) {
      this.names = names.withPrefix(prefix);
      return this;
    }

    /**
     * Restores a collection under another name, possibly in another database, which is created if
     * it does not exist. Names with {@code *} rename all collections that match ({@link
     * RenamePattern}). Names of single collections take precedence over patterns; patterns apply in
     * the order of the calls. A rename that matches nothing makes the restore fail.
     *
     * @param source {@code collection} or {@code database.collection}, as in the backup
     * @param target {@code collection} or {@code database.collection}
     * @return this builder
     * @throws InvalidRequestException if a name cannot be parsed, or the source is already renamed
     */
    public Builder rename(String source, String target) {
      this.names = names.rename(source, target);
      return this;
    }

    /**
     * Restores all collections of a database into another one, which is created if it does not
     * exist. {@link #rename} takes precedence; prefix and suffix apply.
     *
     * @param source the database in the backup
     * @param target the database to restore into
     * @return this builder
     * @throws InvalidRequestException if the source is already renamed
     */
    public Builder renameDatabase(String source, String target) {
      this.names = names.renameDatabase(source, target);
      return this;
    }

    /**
     * Sets the rule for targets that exist. Default: {@link IfExists#FAIL}.
     *
     * @param ifExists the rule
     * @return this builder
     */
    public Builder ifExists(IfExists ifExists) {
      this.ifExists = Objects.requireNonNull(ifExists, "ifExists");
      return this;
    }

    /**
     * Sets the rule for an earlier, interrupted run of the same restore. Default: {@link
     * IfInterrupted#RESUME}.
     *
     * @param ifInterrupted the rule
     * @return this builder
     */
    public Builder ifInterrupted(IfInterrupted ifInterrupted) {
      this.ifInterrupted = Objects.requireNonNull(ifInterrupted, "ifInterrupted");
      return this;
    }

    /**
     * Sets which part of the collections is restored. Default: {@link RestoreContent#ALL}.
     *
     * @param content the content
     * @return this builder
     */
    public Builder content(RestoreContent content) {
      this.content = Objects.requireNonNull(content, "content");
      return this;
    }

    /**
     * Sets how thoroughly the backup is checked before anything is created. A damaged backup is not
     * restored. Default: {@link IntegrityCheck#CONTENT}.
     *
     * @param check the check
     * @return this builder
     */
    public Builder check(IntegrityCheck check) {
      this.check = Objects.requireNonNull(check, "check");
      return this;
    }

    /**
     * Sets the policy for indexes. Default: {@link IndexPolicy#REBUILD}.
     *
     * @param indexes the policy
     * @return this builder
     */
    public Builder indexes(IndexPolicy indexes) {
      this.indexes = Objects.requireNonNull(indexes, "indexes");
      return this;
    }

    /**
     * Drops the indexes of an existing collection after rows are added to it ({@link
     * IfExists#APPEND}) and before {@link #indexes} creates those of the backup. A loaded
     * collection is refused, because Milvus drops no index of it. Default: {@code false}, which
     * keeps them and creates those that are missing.
     *
     * @param drop whether to drop them
     * @return this builder
     */
    @Beta
    public Builder dropIndexes(boolean drop) {
      this.dropsIndexes = drop;
      return this;
    }

    /**
     * Changes the collections that the restore creates. Default: {@link SchemaChanges#NONE}.
     *
     * @param changes the differences from the backup
     * @return this builder
     */
    @Beta
    public Builder schema(SchemaChanges changes) {
      this.schema = Objects.requireNonNull(changes, "changes");
      return this;
    }

    /**
     * Sets the policy for loading collections. Default: {@link LoadPolicy#AS_BEFORE}.
     *
     * @param load the policy
     * @return this builder
     */
    public Builder load(LoadPolicy load) {
      this.load = Objects.requireNonNull(load, "load");
      return this;
    }

    /**
     * Sets the policy for the aliases of the backup. Default: {@link AliasPolicy#IF_FREE}.
     *
     * @param aliases the policy
     * @return this builder
     */
    public Builder aliases(AliasPolicy aliases) {
      this.aliases = Objects.requireNonNull(aliases, "aliases");
      return this;
    }

    /**
     * Moves an existing alias to a restored collection. This is the last step, after the collection
     * is complete, counted and loaded, so clients that query through the alias switch to the new
     * rows atomically.
     *
     * @param alias the alias, in the database of the restored collection
     * @param collection {@code collection} or {@code database.collection}, as in the backup
     * @return this builder
     * @throws InvalidRequestException if the name of the collection cannot be parsed
     */
    public Builder switchAlias(String alias, String collection) {
      aliasSwitches.put(Objects.requireNonNull(alias, "alias"), CollectionName.parse(collection));
      return this;
    }

    /**
     * Sets the policy for users and roles, which are restored after all collections. Default:
     * {@link RbacPolicy#SKIP}.
     *
     * @param rbac the policy
     * @return this builder
     */
    public Builder rbac(RbacPolicy rbac) {
      this.rbac = Objects.requireNonNull(rbac, "rbac");
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
     * @return a new {@link RestoreRequest}
     * @throws InvalidRequestException if the backup is missing
     */
    public RestoreRequest build() {
      if (backup == null) {
        throw new InvalidRequestException(
            "Cannot restore: no backup is named. Call backup(\"nightly\") on the request.");
      }
      return new RestoreRequest(this, backup);
    }
  }
}
