package dev.milvusbackup.internal.milvus.fake;

import dev.milvusbackup.internal.milvus.fake.BinlogFormat.Descriptor;
import dev.milvusbackup.internal.milvus.fake.BinlogFormat.Range;
import dev.milvusbackup.internal.rows.ColumnType;
import dev.milvusbackup.internal.rows.RowColumn;
import dev.milvusbackup.storage.ObjectBody;
import dev.milvusbackup.storage.ObjectInfo;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.PutMode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Writes segments to Milvus's storage as storage V1 has them, and removes them. */
final class BinlogStore {

  private static final long ROW_ID = 0;
  private static final long TIMESTAMP = 1;

  private final ObjectStore storage;
  private final World world;
  private final List<FakeCollection> dropped = new ArrayList<>();

  BinlogStore(ObjectStore storage, World world) {
    this.storage = storage;
    this.world = world;
  }

  ObjectStore storage() {
    return storage;
  }

  /** Writes the rows of a segment, a log for each field. */
  void writeRows(FakeCollection collection, FakeSegment segment) {
    if (segment.rows.isEmpty()) {
      return;
    }
    Range range =
        new Range(
            segment.rows.stream().mapToLong(StoredRow::timestamp).min().orElseThrow(),
            segment.rows.stream().mapToLong(StoredRow::timestamp).max().orElseThrow());
    Field field = new Field(collection, segment, range);
    field.write(ROW_ID, ParquetColumn.TIMESTAMP, StoredRow::rowId);
    field.write(TIMESTAMP, ParquetColumn.TIMESTAMP, StoredRow::timestamp);
    List<RowColumn> columns = collection.schema().columns();
    for (int i = 0; i < columns.size(); i++) {
      int index = i;
      field.write(collection.fieldId(i), columns.get(i), row -> row.values()[index]);
    }
  }

  /** Writes some more deletes of a segment, in a log of their own. */
  void writeDeletes(FakeCollection collection, FakeSegment segment, List<Deletion> deletions) {
    if (deletions.isEmpty()) {
      return;
    }
    Range range =
        new Range(
            deletions.stream().mapToLong(Deletion::timestamp).min().orElseThrow(),
            deletions.stream().mapToLong(Deletion::timestamp).max().orElseThrow());
    long log = world.newId();
    segment.deltaLogs.add(log);
    put(
        "delta_log/%d/%d/%d/%d".formatted(collection.id, segment.partitionId, segment.id, log),
        BinlogFormat.deletes(
            collection.id, segment.partitionId, segment.id, range, DeltaLogs.write(deletions)));
  }

  /** A field of a segment, as it is written. */
  private record Place(FakeCollection collection, FakeSegment segment, Range range) {}

  private final class Field {

    private final Place place;

    Field(FakeCollection collection, FakeSegment segment, Range range) {
      this.place = new Place(collection, segment, range);
    }

    void write(long field, RowColumn column, Function<StoredRow, Object> value) {
      FakeSegment segment = place.segment;
      long log = world.newId();
      segment.insertLogs.computeIfAbsent(field, id -> new ArrayList<>()).add(log);
      List<Object> values = new ArrayList<>();
      segment.rows.forEach(row -> values.add(value.apply(row)));
      ColumnType type = column.type();
      long collection = place.collection.id;
      put(
          "insert_log/%d/%d/%d/%d/%d"
              .formatted(collection, segment.partitionId, segment.id, field, log),
          BinlogFormat.inserts(
              new Descriptor(
                  collection, segment.partitionId, segment.id, field, place.range, type.number()),
              ParquetColumn.write(column, values)));
    }
  }

  private void put(String key, byte[] bytes) {
    storage.put(ObjectKey.of(key), ObjectBody.of(bytes), PutMode.REPLACE);
  }

  /** The files of a dropped collection stay until they are collected. */
  void forget(FakeCollection collection) {
    dropped.add(collection);
  }

  /** Removes the files of dropped segments, and forgets the segments. */
  void collectGarbage() {
    Stream.concat(world.collections.stream(), dropped.stream())
        .forEach(
            collection -> {
              collection.segments(FakeSegment.State.DROPPED).forEach(s -> remove(collection, s));
              collection.segments.removeIf(s -> s.state == FakeSegment.State.DROPPED);
            });
    dropped.clear();
  }

  private void remove(FakeCollection collection, FakeSegment segment) {
    for (String kind : List.of("insert_log", "delta_log")) {
      ObjectKey directory =
          ObjectKey.of(
              "%s/%d/%d/%d".formatted(kind, collection.id, segment.partitionId, segment.id));
      try (Stream<ObjectInfo> files = storage.list(directory)) {
        storage.delete(files.map(ObjectInfo::key).toList());
      }
    }
  }
}
