package dev.milvusbackup.manifest;

import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A segment in a backup. Immutable. */
public final class SegmentManifest {

  private final long id;
  private final long rowCount;
  private final List<StoredObject> insertLogs;
  private final List<StoredObject> deltaLogs;

  private SegmentManifest(Builder builder) {
    this.id = builder.id;
    this.rowCount = builder.rowCount;
    this.insertLogs = builder.insertLogs;
    this.deltaLogs = builder.deltaLogs;
  }

  /**
   * Returns a new builder. Applications read this type; the builder is for tests and for
   * implementations of {@link dev.milvusbackup.BackupClient}.
   *
   * @param id the id of the segment in the source Milvus
   * @return the builder
   */
  public static Builder builder(long id) {
    return new Builder(id);
  }

  /** {@return the id of the segment in the source Milvus} */
  public long id() {
    return id;
  }

  /** {@return the number of rows, including deleted ones} */
  public long rowCount() {
    return rowCount;
  }

  /**
   * {@return the objects with the rows: binlogs, several for each field, or the Parquet files of a
   * logical backup}
   */
  public List<StoredObject> insertLogs() {
    return insertLogs;
  }

  /** {@return the delta logs, which hold deletes} */
  public List<StoredObject> deltaLogs() {
    return deltaLogs;
  }

  /** {@return a new stream of all objects of the segment} */
  public Stream<StoredObject> objects() {
    return Stream.concat(insertLogs.stream(), deltaLogs.stream());
  }

  @Override
  public boolean equals(@Nullable Object object) {
    return object instanceof SegmentManifest other
        && id == other.id
        && rowCount == other.rowCount
        && insertLogs.equals(other.insertLogs)
        && deltaLogs.equals(other.deltaLogs);
  }

  @Override
  public int hashCode() {
    return Objects.hash(id, rowCount, insertLogs, deltaLogs);
  }

  @Override
  public String toString() {
    return "SegmentManifest[id=%s, rowCount=%s, insertLogs=%s, deltaLogs=%s]"
        .formatted(id, rowCount, insertLogs.size(), deltaLogs.size());
  }

  /** Builds a {@link SegmentManifest}. Not safe for use by several threads. */
  public static final class Builder {

    private final long id;
    private long rowCount;
    private List<StoredObject> insertLogs = List.of();
    private List<StoredObject> deltaLogs = List.of();

    private Builder(long id) {
      this.id = id;
    }

    /**
     * Sets the number of rows, including deleted ones. Default: 0.
     *
     * @param rowCount the number of rows, including deleted ones
     * @return this builder
     */
    public Builder rowCount(long rowCount) {
      this.rowCount = rowCount;
      return this;
    }

    /**
     * Sets the objects with the rows: binlogs, several for each field, or the Parquet files of a
     * logical backup. Default: none.
     *
     * @param insertLogs the objects with the rows: binlogs, several for each field, or the Parquet
     *     files of a logical backup, kept without a copy
     * @return this builder
     */
    public Builder insertLogs(List<StoredObject> insertLogs) {
      this.insertLogs = Collections.unmodifiableList(insertLogs);
      return this;
    }

    /**
     * Sets the delta logs, which hold deletes. Default: none.
     *
     * @param deltaLogs the delta logs, which hold deletes, kept without a copy
     * @return this builder
     */
    public Builder deltaLogs(List<StoredObject> deltaLogs) {
      this.deltaLogs = Collections.unmodifiableList(deltaLogs);
      return this;
    }

    /**
     * Builds the segment.
     *
     * @return a new {@link SegmentManifest}
     */
    public SegmentManifest build() {
      return new SegmentManifest(this);
    }
  }
}
