package dev.milvusbackup.manifest;

import dev.milvusbackup.BackupSummary;
import dev.milvusbackup.CollectionName;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The content of a backup. Immutable. */
public final class BackupManifest {

  private final BackupSummary summary;
  private final List<CollectionManifest> collections;

  private BackupManifest(Builder builder) {
    this.summary = builder.summary;
    this.collections = builder.collections;
  }

  /**
   * Returns a new builder. Applications read this type; the builder is for tests and for
   * implementations of {@link dev.milvusbackup.BackupClient}.
   *
   * @param summary the name, id, size and origin of the backup
   * @return the builder
   */
  public static Builder builder(BackupSummary summary) {
    return new Builder(summary);
  }

  /** {@return the name, id, size and origin of the backup} */
  public BackupSummary summary() {
    return summary;
  }

  /** {@return the collections, ordered by name} */
  public List<CollectionManifest> collections() {
    return collections;
  }

  /** {@return the name of the backup} */
  public String name() {
    return summary.name();
  }

  /** {@return the size of all data objects, in bytes, metadata not included} */
  public long size() {
    return summary.size();
  }

  /**
   * {@return the number of rows in all collections, counted as {@link
   * CollectionManifest#rowCount()} does}
   */
  public long rowCount() {
    return collections.stream().mapToLong(CollectionManifest::rowCount).sum();
  }

  /**
   * Finds a collection by name.
   *
   * @param name {@code collection}, for the database {@code default}, or {@code
   *     database.collection}
   * @return the collection, or empty if the backup does not contain it
   * @throws dev.milvusbackup.error.InvalidRequestException if the name cannot be parsed
   */
  public Optional<CollectionManifest> collection(String name) {
    return collection(CollectionName.parse(name));
  }

  /**
   * Finds a collection by name.
   *
   * @param name the name of the collection
   * @return the collection, or empty if the backup does not contain it
   */
  public Optional<CollectionManifest> collection(CollectionName name) {
    return collections.stream().filter(c -> c.name().equals(name)).findFirst();
  }

  @Override
  public boolean equals(@Nullable Object object) {
    return object instanceof BackupManifest other
        && summary.equals(other.summary)
        && collections.equals(other.collections);
  }

  @Override
  public int hashCode() {
    return Objects.hash(summary, collections);
  }

  @Override
  public String toString() {
    return "BackupManifest[summary=%s, collections=%s]".formatted(summary, collections);
  }

  /** Builds a {@link BackupManifest}. Not safe for use by several threads. */
  public static final class Builder {

    private final BackupSummary summary;
    private List<CollectionManifest> collections = List.of();

    private Builder(BackupSummary summary) {
      this.summary = Objects.requireNonNull(summary, "summary");
    }

    /**
     * Sets the collections, ordered by name. Default: none.
     *
     * @param collections the collections, ordered by name
     * @return this builder
     */
    public Builder collections(List<CollectionManifest> collections) {
      this.collections = List.copyOf(collections);
      return this;
    }

    /**
     * Builds the manifest.
     *
     * @return a new {@link BackupManifest}
     */
    public BackupManifest build() {
      return new BackupManifest(this);
    }
  }
}
