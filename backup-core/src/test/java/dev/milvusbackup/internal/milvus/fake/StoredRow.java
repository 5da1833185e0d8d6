package dev.milvusbackup.internal.milvus.fake;

/** A row in a segment: its values are in the order of the collection's columns. */
final class StoredRow {

  private final long rowId;
  private final long timestamp;
  private final Object[] values;

  StoredRow(long rowId, long timestamp, Object[] values) {
    this.rowId = rowId;
    this.timestamp = timestamp;
    this.values = values;
  }

  long rowId() {
    return rowId;
  }

  /** When it was written, as a hybrid timestamp. */
  long timestamp() {
    return timestamp;
  }

  Object[] values() {
    return values;
  }

  Object key(FakeCollection collection) {
    return values[collection.schema().keyIndex()];
  }
}
