package dev.milvusbackup;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The differences between the collections that a restore creates and those of the backup. Names of
 * collections are those in the backup. Immutable.
 */
@Beta
public final class SchemaChanges {

  /** No changes. */
  public static final SchemaChanges NONE = builder().build();

  private final Map<CollectionName, Integer> shards;
  private final OptionalInt maxShards;
  private final Map<CollectionName, String> descriptions;
  private final Set<String> withoutProperties;
  private final Set<String> withoutTypeParams;
  private final Set<String> withoutIndexParams;

  private SchemaChanges(Builder builder) {
    this.shards = Collections.unmodifiableMap(new LinkedHashMap<>(builder.shards));
    this.maxShards = builder.maxShards;
    this.descriptions = Collections.unmodifiableMap(new LinkedHashMap<>(builder.descriptions));
    this.withoutProperties = sorted(builder.withoutProperties);
    this.withoutTypeParams = sorted(builder.withoutTypeParams);
    this.withoutIndexParams = sorted(builder.withoutIndexParams);
  }

  /** {@return a new builder without changes} */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Returns the number of shards of a new collection.
   *
   * @param collection its name in the backup
   * @param inBackup its number of shards in the backup
   * @return the number that was set for the collection, or else the one in the backup up to the
   *     maximum
   */
  public int shardsOf(CollectionName collection, int inBackup) {
    int most = maxShards.isPresent() ? Math.min(inBackup, maxShards.getAsInt()) : inBackup;
    return shards.getOrDefault(collection, most);
  }

  /**
   * Returns the new description of a collection.
   *
   * @param collection its name in the backup
   * @return the description; empty to keep the one of the backup
   */
  public Optional<String> descriptionOf(CollectionName collection) {
    return Optional.ofNullable(descriptions.get(collection));
  }

  /** {@return properties of collections that are left out, by key} */
  public Set<String> withoutProperties() {
    return withoutProperties;
  }

  /** {@return type parameters of fields that are left out, by key} */
  public Set<String> withoutTypeParams() {
    return withoutTypeParams;
  }

  /** {@return parameters of indexes that are left out, by key} */
  public Set<String> withoutIndexParams() {
    return withoutIndexParams;
  }

  /** {@return the collections for which a number of shards or a description is set} */
  public Set<CollectionName> collections() {
    return Stream.concat(shards.keySet().stream(), descriptions.keySet().stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Override
  public boolean equals(@Nullable Object object) {
    return object instanceof SchemaChanges other && compared().equals(other.compared());
  }

  @Override
  public int hashCode() {
    return compared().hashCode();
  }

  @Override
  public String toString() {
    return "SchemaChanges[shards=%s, maxShards=%s, descriptions=%s, withoutProperties=%s, withoutTypeParams=%s, withoutIndexParams=%s]"
        .formatted(
            shards,
            maxShards,
            descriptions,
            withoutProperties,
            withoutTypeParams,
            withoutIndexParams);
  }

  private List<Object> compared() {
    return List.of(
        shards, maxShards, descriptions, withoutProperties, withoutTypeParams, withoutIndexParams);
  }

  private static Set<String> sorted(Set<String> keys) {
    return Collections.unmodifiableSet(new TreeSet<>(keys));
  }

  /** Builds {@link SchemaChanges}. Not safe for use by several threads. */
  public static final class Builder {

    private final Map<CollectionName, Integer> shards = new LinkedHashMap<>();
    private OptionalInt maxShards = OptionalInt.empty();
    private final Map<CollectionName, String> descriptions = new LinkedHashMap<>();
    private final Set<String> withoutProperties = new TreeSet<>();
    private final Set<String> withoutTypeParams = new TreeSet<>();
    private final Set<String> withoutIndexParams = new TreeSet<>();

    private Builder() {}

    /**
     * Sets the number of shards of a collection. Takes precedence over {@link #maxShards}. Default:
     * as in the backup.
     *
     * @param collection its name in the backup
     * @param count from 1; Milvus has a limit of its own
     * @return this builder
     * @throws IllegalArgumentException if the count is less than 1
     */
    public Builder shards(CollectionName collection, int count) {
      shards.put(Objects.requireNonNull(collection, "collection"), requirePositive(count));
      return this;
    }

    /**
     * Limits the number of shards of all collections, for a server that allows fewer. Default: no
     * limit.
     *
     * @param most from 1
     * @return this builder
     * @throws IllegalArgumentException if it is less than 1
     */
    public Builder maxShards(int most) {
      maxShards = OptionalInt.of(requirePositive(most));
      return this;
    }

    /**
     * Sets the description of a collection. Default: as in the backup.
     *
     * @param collection its name in the backup
     * @param text the description
     * @return this builder
     */
    public Builder description(CollectionName collection, String text) {
      descriptions.put(
          Objects.requireNonNull(collection, "collection"), Objects.requireNonNull(text, "text"));
      return this;
    }

    /**
     * Leaves out properties of collections, such as {@code mmap.enabled} or {@code
     * collection.ttl.seconds}. Default: none.
     *
     * @param keys the keys of the properties
     * @return this builder
     */
    public Builder withoutProperties(Collection<String> keys) {
      withoutProperties.addAll(keys);
      return this;
    }

    /**
     * Leaves out type parameters of fields, such as {@code mmap.enabled}. Default: none.
     *
     * @param keys the keys of the parameters
     * @return this builder
     */
    public Builder withoutTypeParams(Collection<String> keys) {
      withoutTypeParams.addAll(keys);
      return this;
    }

    /**
     * Leaves out parameters of indexes, such as {@code mmap.enabled}. Default: none.
     *
     * @param keys the keys of the parameters
     * @return this builder
     */
    public Builder withoutIndexParams(Collection<String> keys) {
      withoutIndexParams.addAll(keys);
      return this;
    }

    /**
     * Builds the changes.
     *
     * @return new {@link SchemaChanges}
     */
    public SchemaChanges build() {
      return new SchemaChanges(this);
    }

    private static int requirePositive(int count) {
      if (count < 1) {
        throw new IllegalArgumentException("A number of shards must be at least 1: " + count);
      }
      return count;
    }
  }
}
