package dev.milvusbackup.internal.milvus.fake;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.internal.milvus.MilvusRows;
import dev.milvusbackup.internal.milvus.RowPage;
import dev.milvusbackup.internal.milvus.fake.FakeSegment.State;
import dev.milvusbackup.internal.rows.ColumnType;
import dev.milvusbackup.internal.rows.RowColumn;
import dev.milvusbackup.internal.rows.RowSchema;
import dev.milvusbackup.internal.rows.ValueSize;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Rows by queries and inserts, in memory. */
record FakeRows(World world) implements MilvusRows {

  private static final int NOT_LOADED = 101;

  @Override
  public long count(CollectionName name) {
    return world.calls.make(
        "rows.count",
        () -> {
          String verb = "count the rows of " + name;
          FakeCollection collection = loaded(verb, name);
          if (world.has(Behavior.CANNOT_COUNT)) {
            throw Refusal.of(verb, Refusal.QUERY, "query expression is empty");
          }
          return visible(collection).rows(loadedPartitions(collection)).count();
        });
  }

  @Override
  public long read(CollectionName name, int limit) {
    return world.calls.make(
        "rows.read",
        () -> {
          FakeCollection collection = loaded("read rows of " + name, name);
          long rows = visible(collection).distinct(loadedPartitions(collection)).size();
          return Math.min(limit, rows);
        });
  }

  @Override
  public RowPage page(
      CollectionName name, String partition, RowSchema schema, Object after, int limit) {
    return world.calls.make(
        "rows.page",
        () -> {
          String verb = "read rows of " + name;
          FakeCollection collection = loaded(verb, name);
          List<Long> partitions =
              partition.equals(ALL_PARTITIONS)
                  ? loadedPartitions(collection)
                  : List.of(partition(verb, collection, partition));
          List<Object[]> rows =
              visible(collection).distinct(partitions).stream()
                  .filter(row -> isAfter(row.key(collection), after))
                  .limit(limit)
                  .map(row -> project(collection, row, schema))
                  .toList();
          return new RowPage(rows, rows.stream().mapToLong(ValueSize::of).sum());
        });
  }

  private static boolean isAfter(Object key, Object after) {
    return after == null || Visibility.comparable(key).compareTo(after) > 0;
  }

  private static Object[] project(FakeCollection collection, StoredRow row, RowSchema schema) {
    List<String> own = collection.schema().columns().stream().map(RowColumn::name).toList();
    return schema.columns().stream()
        .map(column -> row.values()[own.indexOf(column.name())])
        .toArray();
  }

  @Override
  public long insert(
      CollectionName target, String partition, RowSchema schema, List<Object[]> rows) {
    return world.calls.make(
        "rows.insert",
        () -> {
          String verb = "insert rows into " + target;
          FakeCollection collection = world.require(verb, target);
          List<Object[]> complete =
              rows.stream().map(row -> complete(verb, collection, schema, row)).toList();
          long timestamp = world.clock.timestamp();
          for (Object[] values : complete) {
            String place = partition.isEmpty() ? placeOf(collection, values) : partition;
            growing(collection, partition(verb, collection, place))
                .rows
                .add(new StoredRow(world.newId(), timestamp, values));
          }
          return (long) complete.size();
        });
  }

  private Object[] complete(
      String verb, FakeCollection collection, RowSchema schema, Object[] given) {
    List<String> names = schema.columns().stream().map(RowColumn::name).toList();
    return collection.schema().columns().stream()
        .map(
            column -> {
              int at = names.indexOf(column.name());
              Object value = at < 0 ? null : given[at];
              return checked(verb, collection, column, value);
            })
        .toArray();
  }

  private Object checked(String verb, FakeCollection collection, RowColumn column, Object value) {
    if (column.generated()) {
      return generatedKey(collection, world.newId());
    }
    if (value == null && column.dynamic()) {
      return "{}".getBytes(StandardCharsets.UTF_8);
    }
    if (value == null && !column.nullable()) {
      throw Refusal.of(
          verb, Refusal.PARAMETER, "the field '%s' has no value".formatted(column.name()));
    }
    if (value instanceof float[] vector && vector.length != column.dimension()) {
      throw Refusal.of(
          verb,
          Refusal.PARAMETER,
          "the dim (%d) of field data(%s) is not equal to schema dim (%d)"
              .formatted(vector.length, column.name(), column.dimension()));
    }
    return value;
  }

  static Object generatedKey(FakeCollection collection, long id) {
    return collection.schema().key().type() == ColumnType.INT64 ? (Object) id : Long.toString(id);
  }

  /** The partition that a key decides on. */
  private static String placeOf(FakeCollection collection, Object[] values) {
    List<RowColumn> columns = collection.schema().columns();
    for (int i = 0; i < columns.size(); i++) {
      String name = columns.get(i).name();
      if (collection.described().fields().stream()
          .anyMatch(field -> field.partitionKey() && field.name().equals(name))) {
        int place = Math.floorMod(values[i].hashCode(), collection.partitions.size());
        return "_default_" + place;
      }
    }
    return "_default";
  }

  private FakeSegment growing(FakeCollection collection, long partition) {
    return collection.segments(State.GROWING).stream()
        .filter(segment -> segment.partitionId == partition)
        .findFirst()
        .orElseGet(
            () -> collection.add(new FakeSegment(world.newId(), partition, false, State.GROWING)));
  }

  private Visibility visible(FakeCollection collection) {
    return new Visibility(collection, world.clock.millis());
  }

  private FakeCollection loaded(String verb, CollectionName name) {
    FakeCollection collection = world.require(verb, name);
    if (!collection.load.isLoaded()) {
      throw Refusal.of(verb, NOT_LOADED, "collection not loaded[collection=%s]".formatted(name));
    }
    return collection;
  }

  private static List<Long> loadedPartitions(FakeCollection collection) {
    List<Long> ids = new ArrayList<>();
    collection.partitions.forEach(
        (name, id) -> {
          if (!collection.load.state(name).equals("NotLoad")) {
            ids.add(id);
          }
        });
    return ids;
  }

  private static long partition(String verb, FakeCollection collection, String name) {
    Long id = collection.partitions.get(name);
    if (id == null) {
      throw Refusal.of(
          verb, Refusal.PARTITION, "partition not found[partition=%s]".formatted(name));
    }
    return id;
  }
}
