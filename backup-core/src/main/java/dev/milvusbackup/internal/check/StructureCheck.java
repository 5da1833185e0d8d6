package dev.milvusbackup.internal.check;

import dev.milvusbackup.VerifyReport.Finding;
import dev.milvusbackup.VerifyReport.FindingKind;
import dev.milvusbackup.internal.binlog.file.BinlogReader;
import dev.milvusbackup.internal.binlog.file.BinlogSummary;
import dev.milvusbackup.internal.binlog.file.MalformedBinlogException;
import dev.milvusbackup.internal.format.BackupLayout;
import dev.milvusbackup.internal.format.metadata.MetadataFiles;
import dev.milvusbackup.internal.job.JobContext;
import dev.milvusbackup.manifest.SegmentManifest;
import dev.milvusbackup.manifest.StoredObject;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Checks the structure of binlogs that have no digest, and whether those of a segment agree. */
final class StructureCheck {

  private final ObjectStore store;
  private final BackupLayout layout;
  private final JobContext job;
  private final Map<ObjectKey, BinlogSummary> whole = new ConcurrentHashMap<>();

  StructureCheck(ObjectStore store, BackupLayout layout, JobContext job) {
    this.store = store;
    this.layout = layout;
    this.job = job;
  }

  /** Checks one binlog by itself. */
  Optional<Finding> check(StoredObject object) {
    Optional<Finding> finding =
        new GuardedReader(store, job.cancel()).read(object.key(), () -> look(object));
    job.progress().advance(object.size(), 0);
    return finding;
  }

  private Optional<Finding> look(StoredObject object) throws IOException {
    BinlogKey key = BinlogKey.of(layout, object.key());
    try {
      BinlogSummary content = BinlogReader.read(store, object.key(), object.size(), key.kind());
      if (!key.matches(content)) {
        return malformed(
            object,
            "its content belongs to segment %d, field %d"
                .formatted(content.segmentId(), content.fieldId()));
      }
      whole.put(object.key(), content);
      return Optional.empty();
    } catch (MalformedBinlogException e) {
      return malformed(object, Objects.toString(e.getMessage()));
    }
  }

  /** Checks the rows of a segment field by field, after all its binlogs were read. */
  void compareRows(SegmentManifest segment, Findings findings) {
    Map<Long, FieldRows> fields = new TreeMap<>();
    for (StoredObject log : segment.insertLogs()) {
      BinlogSummary content = whole.get(log.key());
      if (content == null) {
        return;
      }
      FieldRows rows = new FieldRows(log.key(), content.rows());
      fields.merge(BinlogKey.of(layout, log.key()).fieldId(), rows, FieldRows::plus);
    }
    List<Long> different =
        fields.values().stream().map(FieldRows::rows).filter(r -> r != segment.rowCount()).toList();
    if (different.size() == fields.size() && different.stream().distinct().count() == 1) {
      findings.add(
          FindingKind.ROWS,
          layout.meta(MetadataFiles.FULL),
          "it gives segment %d %d rows, but its binlogs have %d"
              .formatted(segment.id(), segment.rowCount(), different.get(0)));
    } else {
      fields.forEach((field, rows) -> compareRows(segment, field, rows, findings));
    }
  }

  private static void compareRows(
      SegmentManifest segment, long field, FieldRows rows, Findings findings) {
    if (rows.rows() != segment.rowCount()) {
      findings.add(
          FindingKind.ROWS,
          rows.first(),
          "field %d of segment %d has %d rows, but %d according to the metadata"
              .formatted(field, segment.id(), rows.rows(), segment.rowCount()));
    }
  }

  static Optional<Finding> malformed(StoredObject object, String message) {
    return Optional.of(Finding.of(FindingKind.STRUCTURE, object.key(), message));
  }

  private record FieldRows(ObjectKey first, long rows) {
    FieldRows plus(FieldRows other) {
      return new FieldRows(first, rows + other.rows);
    }
  }
}
