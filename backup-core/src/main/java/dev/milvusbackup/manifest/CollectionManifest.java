package dev.milvusbackup.manifest;

import dev.milvusbackup.CollectionName;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A collection in a backup. Immutable. */
public final class CollectionManifest {

  private final CollectionName name;
  private final long id;
  private final List<PartitionManifest> partitions;
  private final List<SegmentManifest> deletes;
  private final List<String> indexes;
  private final @Nullable Long liveRows;

  private CollectionManifest(Builder builder) {
    this.name = builder.name;
    this.id = builder.id;
    this.partitions = builder.partitions;
    this.deletes = builder.deletes;
    this.indexes = builder.indexes;
    this.liveRows = builder.liveRows;
  }

  /**
   * Returns a new builder. Applications read this type; the builder is for tests and for
   * implementations of {@link dev.milvusbackup.BackupClient}.
   *
   * @param name the name of the collection
   * @return the builder
   */
  public static Builder builder(CollectionName name) {
    return new Builder(name);
  }

  /** {@return the name of the collection} */
  public CollectionName name() {
    return name;
  }

  /** {@return the id of the collection in the source Milvus} */
  public long id() {
    return id;
  }

  /** {@return the partitions, including empty ones} */
  public List<PartitionManifest> partitions() {
    return partitions;
  }

  /**
   * {@return the segments that hold only deletes, for the whole collection (Milvus 2.4 and later)}
   */
  public List<SegmentManifest> deletes() {
    return deletes;
  }

  /** {@return the names of the indexes} */
  public List<String> indexes() {
    return indexes;
  }

  /** {@return the number of rows in all segments, including rows that a delete log removes} */
  public long rowCount() {
    return partitions.stream().mapToLong(PartitionManifest::rowCount).sum();
  }

  /**
   * {@return the number of rows that Milvus counted at the flush, equal to the rows that remain in
   * the files after deletes} Empty if the create could not compare them.
   */
  public OptionalLong liveRows() {
    return liveRows == null ? OptionalLong.empty() : OptionalLong.of(liveRows);
  }

  /** {@return the size of all objects, in bytes} */
  public long size() {
    return objects().mapToLong(StoredObject::size).sum();
  }

  /** {@return a new stream of all objects of the collection} */
  public Stream<StoredObject> objects() {
    return Stream.concat(partitions.stream().flatMap(p -> p.segments().stream()), deletes.stream())
        .flatMap(SegmentManifest::objects);
  }

  @Override
  public boolean equals(@Nullable Object object) {
    return object instanceof CollectionManifest other
        && name.equals(other.name)
        && id == other.id
        && partitions.equals(other.partitions)
        && deletes.equals(other.deletes)
        && indexes.equals(other.indexes)
        && Objects.equals(liveRows, other.liveRows);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, id, partitions, deletes, indexes, liveRows);
  }

  @Override
  public String toString() {
    return "CollectionManifest[name=%s, id=%s, partitions=%s, deletes=%s, indexes=%s, liveRows=%s]"
        .formatted(name, id, partitions, deletes.size(), indexes, liveRows);
  }

  /** Builds a {@link CollectionManifest}. Not safe for use by several threads. */
  public static final class Builder {

    private final CollectionName name;
    private long id;
    private List<PartitionManifest> partitions = List.of();
    private List<SegmentManifest> deletes = List.of();
    private List<String> indexes = List.of();
    private @Nullable Long liveRows;

    private Builder(CollectionName name) {
      this.name = Objects.requireNonNull(name, "name");
    }

    /**
     * Sets the id of the collection in the source Milvus. Default: 0.
     *
     * @param id the id of the collection in the source Milvus
     * @return this builder
     */
    public Builder id(long id) {
      this.id = id;
      return this;
    }

    /**
     * Sets the partitions, including empty ones. Default: none.
     *
     * @param partitions the partitions, including empty ones
     * @return this builder
     */
    public Builder partitions(List<PartitionManifest> partitions) {
      this.partitions = List.copyOf(partitions);
      return this;
    }

    /**
     * Sets the segments that hold only deletes, for the whole collection (Milvus 2.4 and later).
     * Default: none.
     *
     * @param deletes the segments that hold only deletes, for the whole collection (Milvus 2.4 and
     *     later), kept without a copy
     * @return this builder
     */
    public Builder deletes(List<SegmentManifest> deletes) {
      this.deletes = Collections.unmodifiableList(deletes);
      return this;
    }

    /**
     * Sets the names of the indexes. Default: none.
     *
     * @param indexes the names of the indexes
     * @return this builder
     */
    public Builder indexes(List<String> indexes) {
      this.indexes = List.copyOf(indexes);
      return this;
    }

    /**
     * Sets the number of rows that Milvus counted at the flush. Default: unknown.
     *
     * @param liveRows the number of rows after deletes
     * @return this builder
     */
    public Builder liveRows(long liveRows) {
      this.liveRows = liveRows;
      return this;
    }

    /**
     * Builds the collection.
     *
     * @return a new {@link CollectionManifest}
     */
    public CollectionManifest build() {
      return new CollectionManifest(this);
    }
  }
}
