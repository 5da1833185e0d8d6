package dev.milvusbackup.internal.binlog.rows;

import dev.milvusbackup.internal.binlog.file.BinlogReader;
import dev.milvusbackup.internal.binlog.file.BinlogReader.Kind;
import dev.milvusbackup.internal.binlog.file.BinlogReader.Payload;
import dev.milvusbackup.internal.binlog.file.MalformedBinlogException;
import dev.milvusbackup.internal.format.metadata.Binlog;
import dev.milvusbackup.internal.format.metadata.FieldBinlog;
import dev.milvusbackup.internal.format.metadata.SegmentBackupInfo;
import dev.milvusbackup.internal.milvusstorage.BinlogLayout;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/** Reads the keys of rows and of deletes from the files of segments in Milvus's storage. */
record BinlogValues(ObjectStore milvusStorage) {

  private static final long TIMESTAMPS = 1;

  /** Receives the key and the timestamp of each row. */
  interface Rows {
    void accept(Object key, long timestamp);
  }

  void deletes(SegmentBackupInfo segment, Deletes target) throws UncountableException {
    ObjectKey directory = directory(BinlogLayout.DELTA_LOG, segment);
    for (FieldBinlog field : segment.deltalogs()) {
      for (Binlog log : field.binlogs()) {
        List<Object[]> entries = new ArrayList<>();
        read(
            BinlogLayout.deltaLog(directory, log.logId()),
            log.size(),
            Kind.DELETES,
            MessageType::getFields,
            entries::add);
        for (Object[] entry : entries) {
          add(entry, target);
        }
      }
    }
  }

  /** One column holds texts; two hold keys and timestamps. */
  private static void add(Object[] entry, Deletes target) throws UncountableException {
    if (entry.length == 1 && entry[0] instanceof String text) {
      target.addText(text);
    } else if (entry.length == 2 && entry[1] instanceof Long timestamp) {
      target.add(entry[0], timestamp);
    } else {
      throw new UncountableException("a delta log has an unknown form");
    }
  }

  void rows(SegmentBackupInfo segment, long keyField, Rows rows) throws UncountableException {
    if (segment.storageVersion() >= 2) {
      packed(segment, keyField, rows);
      return;
    }
    long[] timestamps = new long[Math.toIntExact(segment.rows())];
    column(segment, TIMESTAMPS, (row, value) -> timestamps[row] = (Long) value);
    column(segment, keyField, (row, key) -> rows.accept(key, timestamps[row]));
  }

  /** Receives the value of each row. */
  private interface Cells {
    void accept(int row, Object value);
  }

  private void column(SegmentBackupInfo segment, long field, Cells cells)
      throws UncountableException {
    int[] row = {0};
    for (FieldBinlog logs : segment.binlogs()) {
      if (logs.fieldId() == field) {
        read(
            segment,
            logs,
            MessageType::getFields,
            values -> {
              if (row[0] < segment.rows()) {
                cells.accept(row[0], values[0]);
              }
              row[0]++;
            });
      }
    }
    requireAll(segment, row[0]);
  }

  /** The first group of columns has the key and the timestamps. */
  private void packed(SegmentBackupInfo segment, long keyField, Rows rows)
      throws UncountableException {
    int[] count = {0};
    for (FieldBinlog logs : segment.binlogs()) {
      if (logs.fieldId() == 0) {
        read(
            segment,
            logs,
            schema -> List.of(byId(schema, keyField), byId(schema, TIMESTAMPS)),
            row -> {
              rows.accept(row[0], (Long) row[1]);
              count[0]++;
            });
      }
    }
    requireAll(segment, count[0]);
  }

  private static void requireAll(SegmentBackupInfo segment, long found)
      throws UncountableException {
    if (found != segment.rows()) {
      throw new UncountableException(
          "the files of segment %d hold %d rows, not %d"
              .formatted(segment.segmentId(), found, segment.rows()));
    }
  }

  private static Type byId(MessageType schema, long field) throws UncountableException {
    for (Type type : schema.getFields()) {
      if (type.getId() != null && type.getId().intValue() == field) {
        return type;
      }
    }
    throw new UncountableException("a file has no column for field " + field);
  }

  private void read(
      SegmentBackupInfo segment,
      FieldBinlog logs,
      ParquetColumns.Choice choice,
      Consumer<Object[]> rows)
      throws UncountableException {
    ObjectKey directory = directory(BinlogLayout.INSERT_LOG, segment);
    for (Binlog log : logs.binlogs()) {
      ObjectKey key = BinlogLayout.insertLog(directory, logs.fieldId(), log.logId());
      read(key, log.size(), Kind.INSERTS, choice, rows);
    }
  }

  private void read(
      ObjectKey key, long size, Kind kind, ParquetColumns.Choice choice, Consumer<Object[]> rows)
      throws UncountableException {
    try {
      for (Payload payload : BinlogReader.payloads(milvusStorage, key, size, kind)) {
        long length = payload.end() - payload.start();
        ParquetColumns.read(
            new StoredFile(milvusStorage, key, payload.start(), length), choice, rows);
      }
    } catch (MalformedBinlogException e) {
      throw new UncountableException("%s is no binlog: %s".formatted(key, e.getMessage()), e);
    } catch (IOException e) {
      throw new UncountableException("%s cannot be read: %s".formatted(key, e.getMessage()), e);
    }
  }

  private static ObjectKey directory(String kind, SegmentBackupInfo segment) {
    return BinlogLayout.segment(
        kind, segment.collectionId(), segment.partitionId(), segment.segmentId());
  }
}
