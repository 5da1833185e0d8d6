package dev.milvusbackup.manifest;

import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A partition in a backup. Immutable. */
public final class PartitionManifest {

  private final String name;
  private final long id;
  private final List<SegmentManifest> segments;

  private PartitionManifest(Builder builder) {
    this.name = builder.name;
    this.id = builder.id;
    this.segments = builder.segments;
  }

  /**
   * Returns a new builder. Applications read this type; the builder is for tests and for
   * implementations of {@link dev.milvusbackup.BackupClient}.
   *
   * @param name the name of the partition
   * @return the builder
   */
  public static Builder builder(String name) {
    return new Builder(name);
  }

  /** {@return the name of the partition} */
  public String name() {
    return name;
  }

  /** {@return the id of the partition in the source Milvus} */
  public long id() {
    return id;
  }

  /** {@return the segments} */
  public List<SegmentManifest> segments() {
    return segments;
  }

  /** {@return the number of rows in all segments, including deleted ones} */
  public long rowCount() {
    return segments.stream().mapToLong(SegmentManifest::rowCount).sum();
  }

  @Override
  public boolean equals(@Nullable Object object) {
    return object instanceof PartitionManifest other
        && name.equals(other.name)
        && id == other.id
        && segments.equals(other.segments);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, id, segments);
  }

  @Override
  public String toString() {
    return "PartitionManifest[name=%s, id=%s, segments=%s]".formatted(name, id, segments.size());
  }

  /** Builds a {@link PartitionManifest}. Not safe for use by several threads. */
  public static final class Builder {

    private final String name;
    private long id;
    private List<SegmentManifest> segments = List.of();

    private Builder(String name) {
      this.name = Objects.requireNonNull(name, "name");
    }

    /**
     * Sets the id of the partition in the source Milvus. Default: 0.
     *
     * @param id the id of the partition in the source Milvus
     * @return this builder
     */
    public Builder id(long id) {
      this.id = id;
      return this;
    }

    /**
     * Sets the segments. Default: none.
     *
     * @param segments the segments, kept without a copy
     * @return this builder
     */
    public Builder segments(List<SegmentManifest> segments) {
      this.segments = Collections.unmodifiableList(segments);
      return this;
    }

    /**
     * Builds the partition.
     *
     * @return a new {@link PartitionManifest}
     */
    public PartitionManifest build() {
      return new PartitionManifest(this);
    }
  }
}
