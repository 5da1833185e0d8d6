package dev.milvusbackup.internal.milvus.fake;

import dev.milvusbackup.internal.milvus.fake.BinlogFormat.MalformedFileException;
import dev.milvusbackup.internal.milvus.imports.BinlogDirectory;
import dev.milvusbackup.internal.milvus.imports.ImportJob;
import dev.milvusbackup.internal.rows.RowColumn;
import dev.milvusbackup.storage.ObjectKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads what a job is to import. */
final class ImportReader {

  private static final long TIMESTAMP = 1;

  private final World world;
  private final FakeCollection target;

  ImportReader(World world, FakeCollection target) {
    this.world = world;
    this.target = target;
  }

  ImportFiles files(String path) {
    return new ImportFiles(world.binlogs.storage(), path);
  }

  /** The rows of a job without those that its deletes hit. */
  List<StoredRow> rows(ImportJob.OfRows job) {
    long until = job.format().until().orElse(Long.MAX_VALUE);
    List<StoredRow> rows = new ArrayList<>();
    for (BinlogDirectory directory : job.directories()) {
      Map<String, Map<Object, Long>> deletes = deletes(directory, until);
      ImportFiles files = files(directory.inserts());
      files
          .inserts()
          .forEach(
              (segment, fields) -> {
                Map<Object, Long> own = deletes.getOrDefault(group(segment), Map.of());
                for (StoredRow row : segment(files, fields)) {
                  boolean deleted = own.getOrDefault(row.key(target), -1L) > row.timestamp();
                  if (row.timestamp() <= until && !deleted) {
                    rows.add(row);
                  }
                }
              });
    }
    return rows;
  }

  List<Deletion> deletions(ImportJob.DeleteDirectory directory) {
    ImportFiles files = files(directory.deltas());
    List<Deletion> deletions = new ArrayList<>();
    files
        .deltas()
        .values()
        .forEach(keys -> keys.forEach(key -> deletions.addAll(DeltaLogs.read(files.parquet(key)))));
    return deletions;
  }

  private Map<String, Map<Object, Long>> deletes(BinlogDirectory directory, long until) {
    Map<String, Map<Object, Long>> groups = new HashMap<>();
    if (directory.deltas().isEmpty()) {
      return groups;
    }
    ImportFiles files = files(directory.deltas());
    files
        .deltas()
        .forEach(
            (segment, keys) -> {
              Map<Object, Long> latest =
                  groups.computeIfAbsent(group(segment), group -> new HashMap<>());
              for (ObjectKey key : keys) {
                DeltaLogs.read(files.parquet(key)).stream()
                    .filter(d -> d.timestamp() <= until)
                    .forEach(d -> latest.merge(d.key(), d.timestamp(), Math::max));
              }
            });
    return groups;
  }

  /** By what rows and deletes find each other. */
  private String group(String segment) {
    return world.has(Behavior.MATCHES_DELETES_ONE_LEVEL_BELOW)
        ? segment.substring(0, (segment + "/").indexOf('/'))
        : segment.substring(segment.lastIndexOf('/') + 1);
  }

  private List<StoredRow> segment(ImportFiles files, Map<Long, List<ObjectKey>> fields) {
    List<Object> timestamps = column(files, fields, TIMESTAMP, ParquetColumn.TIMESTAMP);
    List<RowColumn> columns = target.schema().columns();
    List<List<Object>> values = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      RowColumn column = columns.get(i);
      long field = target.fieldId(i);
      values.add(
          column.nullable() && !fields.containsKey(field)
              ? Collections.nCopies(timestamps.size(), null)
              : column(files, fields, field, column));
    }
    List<StoredRow> rows = new ArrayList<>();
    for (int r = 0; r < timestamps.size(); r++) {
      Object[] row = new Object[columns.size()];
      for (int c = 0; c < row.length; c++) {
        if (values.get(c).size() != timestamps.size()) {
          throw new MalformedFileException(
              "field %d has %d rows, not %d"
                  .formatted(target.fieldId(c), values.get(c).size(), timestamps.size()));
        }
        row[c] = values.get(c).get(r);
      }
      rows.add(new StoredRow(0, (Long) timestamps.get(r), row));
    }
    return rows;
  }

  private static List<Object> column(
      ImportFiles files, Map<Long, List<ObjectKey>> fields, long field, RowColumn column) {
    List<ObjectKey> logs = fields.get(field);
    if (logs == null) {
      throw new MalformedFileException("no binlog for field:" + field);
    }
    List<Object> values = new ArrayList<>();
    logs.forEach(key -> values.addAll(ParquetColumn.read(column, files.parquet(key))));
    return values;
  }
}
