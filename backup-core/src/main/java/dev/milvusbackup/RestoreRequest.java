package dev.milvusbackup;

import dev.milvusbackup.error.InvalidRequestException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What to restore, and under which names. */
public final class RestoreRequest {

  private final BackupName backup;
  private final List<CollectionSelector> collections;
  private final Map<CollectionName, CollectionName> renames;
  private final String suffix;
  private final IndexPolicy indexes;
  private final @Nullable ProgressListener listener;

  private RestoreRequest(Builder builder, BackupName backup) {
    this.backup = backup;
    this.collections = builder.collections;
    this.renames = Map.copyOf(builder.renames);
    this.suffix = builder.suffix;
    this.indexes = builder.indexes;
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
   * New names of single collections.
   *
   * @return name in the backup to target name
   */
  public Map<CollectionName, CollectionName> renames() {
    return renames;
  }

  /**
   * What is appended to the name of every collection that is not renamed.
   *
   * @return the suffix, possibly empty
   */
  public String suffix() {
    return suffix;
  }

  /**
   * What to do about indexes.
   *
   * @return the policy
   */
  public IndexPolicy indexes() {
    return indexes;
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
   * @return the rename if there is one, else the name with the suffix, in the same database
   */
  public CollectionName targetOf(CollectionName source) {
    CollectionName renamed = renames.get(source);
    return renamed != null
        ? renamed
        : new CollectionName(source.database(), source.name() + suffix);
  }

  /** Collects a request. Not for use by several threads. */
  public static final class Builder {

    private @Nullable BackupName backup;
    private List<CollectionSelector> collections = List.of();
    private final Map<CollectionName, CollectionName> renames = new LinkedHashMap<>();
    private String suffix = "";
    private IndexPolicy indexes = IndexPolicy.REBUILD;
    private @Nullable ProgressListener listener;

    private Builder() {}

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
      this.suffix = suffix;
      return this;
    }

    /**
     * Restores a collection under another name, also into another database, which is created if it
     * does not exist.
     *
     * @param source {@code collection} or {@code database.collection}, as in the backup
     * @param target {@code collection} or {@code database.collection}
     * @return this builder
     * @throws InvalidRequestException if a name cannot be read, or the source was renamed before
     */
    public Builder rename(String source, String target) {
      CollectionName from = CollectionName.parse(source);
      CollectionName former = renames.putIfAbsent(from, CollectionName.parse(target));
      if (former != null) {
        throw new InvalidRequestException(
            "Cannot rename %s to '%s': it is already renamed to %s. Keep one of the two."
                .formatted(from, target, former));
      }
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
