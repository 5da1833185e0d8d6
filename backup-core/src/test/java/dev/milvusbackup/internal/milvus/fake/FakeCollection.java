package dev.milvusbackup.internal.milvus.fake;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.internal.format.metadata.CollectionBackupInfo;
import dev.milvusbackup.internal.format.schema.CollectionSchema;
import dev.milvusbackup.internal.format.schema.FieldOrder;
import dev.milvusbackup.internal.format.schema.FieldSchema;
import dev.milvusbackup.internal.format.schema.IndexInfo;
import dev.milvusbackup.internal.format.schema.KeyValue;
import dev.milvusbackup.internal.rows.RowColumn;
import dev.milvusbackup.internal.rows.RowSchema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A collection with its partitions, segments and indexes. */
final class FakeCollection {

  private static final long FIRST_FIELD = 100;

  final long id;
  final String database;
  final long created;
  final int shards;
  final int consistency;
  final List<KeyValue> properties;
  final Map<String, Long> partitions = new LinkedHashMap<>();
  final List<FakeSegment> segments = new ArrayList<>();
  final List<IndexInfo> indexes = new ArrayList<>();

  /** Deletes that are not written out yet, by partition. */
  final Map<Long, List<Deletion>> pending = new LinkedHashMap<>();

  /** The flushes that are under way, by timestamp. */
  final Set<Long> flushes = new HashSet<>();

  final LoadStatus load = new LoadStatus();

  private final CollectionSchema created0;
  private final RowSchema rows;
  private final long[] fieldIds;
  private String name;
  private Optional<List<String>> cachedAliases = Optional.empty();

  FakeCollection(long id, CollectionName name, CollectionBackupInfo info, long created) {
    this.id = id;
    this.database = name.database();
    this.name = name.name();
    this.created = created;
    this.shards = Math.max(1, info.shards());
    this.consistency = info.consistencyLevel();
    this.properties = properties(info);
    this.created0 = numbered(info.schema());
    this.rows = RowSchema.of(name, created0);
    this.fieldIds = fieldIds(info.schema(), created0, rows);
  }

  private static List<KeyValue> properties(CollectionBackupInfo info) {
    Map<String, KeyValue> properties = new LinkedHashMap<>();
    info.schema().properties().forEach(p -> properties.put(p.key(), p));
    info.properties().forEach(p -> properties.put(p.key(), p));
    return List.copyOf(properties.values());
  }

  /** As Milvus numbers them: those given, the field of dynamic values, those added later. */
  private static CollectionSchema numbered(CollectionSchema given) {
    FieldOrder order = FieldOrder.of(given);
    List<FieldSchema> fields = new ArrayList<>();
    long next = FIRST_FIELD;
    for (FieldSchema field : order.first()) {
      fields.add(withId(field, next++));
    }
    next += given.dynamic() ? 1 : 0;
    for (FieldSchema field : order.later()) {
      fields.add(withId(field, next++));
    }
    return with(given, given.name(), fields);
  }

  private static long[] fieldIds(CollectionSchema given, CollectionSchema made, RowSchema rows) {
    Map<String, Long> ids = new LinkedHashMap<>();
    made.fields().forEach(field -> ids.put(field.name(), field.fieldId()));
    ids.put(RowColumn.DYNAMIC, FIRST_FIELD + FieldOrder.of(given).first().size());
    return rows.columns().stream().mapToLong(column -> ids.get(column.name())).toArray();
  }

  private static FieldSchema withId(FieldSchema f, long id) {
    return new FieldSchema(
        id,
        f.name(),
        f.primaryKey(),
        f.description(),
        f.dataType(),
        f.typeParams(),
        f.indexParams(),
        f.autoId(),
        f.state(),
        f.elementType(),
        f.dynamic(),
        f.partitionKey(),
        f.nullable(),
        f.functionOutput(),
        f.defaultValue(),
        f.clusteringKey());
  }

  private static CollectionSchema with(CollectionSchema s, String name, List<FieldSchema> fields) {
    return new CollectionSchema(
        name,
        s.description(),
        s.autoId(),
        fields,
        s.dynamic(),
        s.properties(),
        s.functions(),
        s.structArrayFields(),
        s.namespace());
  }

  CollectionName name() {
    return new CollectionName(database, name);
  }

  void rename(String newName) {
    name = newName;
  }

  CollectionSchema described() {
    return with(created0, name, created0.fields());
  }

  RowSchema schema() {
    return rows;
  }

  /** The id of the field of a column. */
  long fieldId(int column) {
    return fieldIds[column];
  }

  String channel() {
    return "by-dev-rootcoord-dml_0_%dv0".formatted(id);
  }

  Optional<String> property(String key) {
    return properties.stream().filter(p -> p.key().equals(key)).map(KeyValue::value).findFirst();
  }

  /** The aliases as a describe tells them: those of its first answer, where that is cached. */
  List<String> describedAliases(List<String> current, boolean cached) {
    if (!cached) {
      return current;
    }
    if (cachedAliases.isEmpty()) {
      cachedAliases = Optional.of(current);
    }
    return cachedAliases.get();
  }

  FakeSegment add(FakeSegment segment) {
    segments.add(segment);
    return segment;
  }

  /** What is loaded anew shows all that was imported. */
  void releaseNow() {
    load.release();
    segments.forEach(segment -> segment.shownFromMillis = 0);
  }

  List<FakeSegment> segments(FakeSegment.State state) {
    return segments.stream().filter(s -> s.state == state).toList();
  }
}
