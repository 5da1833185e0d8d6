package dev.milvusbackup.internal.format.metadata;

import dev.milvusbackup.internal.format.packed.PackedReader;
import dev.milvusbackup.internal.format.packed.PackedWriter;
import dev.milvusbackup.internal.milvusstorage.BinlogLayout;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Packs segments that resemble the first one: same partition, with ids and paths that differ
 * little.
 *
 * @param segmentId of the first segment
 * @param collectionId of the first segment
 * @param partitionId of the first segment
 * @param pathPrefix the common prefix of paths of binlogs, before {@code insert_log/}
 * @param root of shared objects, of the first segment
 */
record SegmentCodec(
    long segmentId, long collectionId, long partitionId, String pathPrefix, String root) {

  private static final int USUAL_PATH = 0;
  private static final int OTHER_PATH = 1;

  private static final int NOT_SHARED = 0;
  private static final int USUAL_ROOT = 1;
  private static final int OTHER_ROOT = 2;

  static SegmentCodec like(SegmentBackupInfo segment) {
    return new SegmentCodec(
        segment.segmentId(),
        segment.collectionId(),
        segment.partitionId(),
        pathPrefix(segment),
        segment.shared() == null ? "" : segment.shared().root());
  }

  void encode(SegmentBackupInfo segment, PackedWriter out) {
    out.number(segment.segmentId() - segmentId);
    out.number(segment.collectionId() - collectionId);
    out.number(segment.partitionId() - partitionId);
    out.number(segment.groupId() - segment.segmentId());
    out.number(segment.rows());
    out.number(segment.size());
    out.number(segment.l0() ? 1 : 0);
    out.text(segment.vChannel());
    out.number(segment.storageVersion());
    encode(segment.shared(), out);
    encode(segment, BinlogLayout.INSERT_LOG, segment.binlogs(), out);
    encode(segment, BinlogLayout.DELTA_LOG, segment.deltalogs(), out);
  }

  SegmentBackupInfo decode(PackedReader in) {
    long id = in.number() + segmentId;
    SegmentBackupInfo bare =
        new SegmentBackupInfo(
            id,
            in.number() + collectionId,
            in.number() + partitionId,
            0,
            List.of(),
            List.of(),
            0,
            in.number() + id,
            false,
            "",
            0,
            null);
    long rows = in.number();
    long size = in.number();
    boolean l0 = in.number() == 1;
    String vChannel = in.text();
    long storageVersion = in.number();
    SharedLogs shared = decodeShared(in);
    return new SegmentBackupInfo(
        id,
        bare.collectionId(),
        bare.partitionId(),
        rows,
        decode(bare, BinlogLayout.INSERT_LOG, in),
        decode(bare, BinlogLayout.DELTA_LOG, in),
        size,
        bare.groupId(),
        l0,
        vChannel,
        storageVersion,
        shared);
  }

  private void encode(@Nullable SharedLogs shared, PackedWriter out) {
    if (shared == null) {
      out.number(NOT_SHARED);
      return;
    }
    if (shared.root().equals(root)) {
      out.number(USUAL_ROOT);
    } else {
      out.number(OTHER_ROOT);
      out.text(shared.root());
    }
    out.hex(shared.fingerprint());
  }

  private @Nullable SharedLogs decodeShared(PackedReader in) {
    int kind = in.count();
    if (kind == NOT_SHARED) {
      return null;
    }
    return new SharedLogs(kind == USUAL_ROOT ? root : in.text(), in.hex());
  }

  private void encode(
      SegmentBackupInfo segment, String kind, List<FieldBinlog> fields, PackedWriter out) {
    out.number(fields.size());
    long previous = segment.segmentId();
    String directory = directory(pathPrefix, segment, kind);
    for (FieldBinlog field : fields) {
      String usual = usualPath(directory, kind, field);
      out.number(field.fieldId());
      out.number(field.binlogs().size());
      for (Binlog log : field.binlogs()) {
        out.number(log.size());
        out.number(log.logId() - previous);
        previous = log.logId();
        if (log.logPath().equals(usual + log.logId())) {
          out.number(USUAL_PATH);
        } else {
          out.number(OTHER_PATH);
          out.text(log.logPath());
        }
      }
    }
  }

  private List<FieldBinlog> decode(SegmentBackupInfo segment, String kind, PackedReader in) {
    int fields = in.count();
    List<FieldBinlog> decoded = new ArrayList<>(fields);
    long logId = segment.segmentId();
    String directory = directory(pathPrefix, segment, kind);
    for (int f = 0; f < fields; f++) {
      FieldBinlog field = new FieldBinlog(in.number(), List.of());
      String usual = usualPath(directory, kind, field);
      int count = in.count();
      List<Binlog> logs = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        long size = in.number();
        logId += in.number();
        String path = in.number() == USUAL_PATH ? usual + logId : in.text();
        logs.add(new Binlog(path, size, logId));
      }
      decoded.add(new FieldBinlog(field.fieldId(), logs));
    }
    return decoded;
  }

  private static String pathPrefix(SegmentBackupInfo segment) {
    for (FieldBinlog field : segment.binlogs()) {
      for (Binlog log : field.binlogs()) {
        String directory = directory("", segment, BinlogLayout.INSERT_LOG);
        String tail = usualPath(directory, BinlogLayout.INSERT_LOG, field) + log.logId();
        if (log.logPath().endsWith(tail)) {
          return log.logPath().substring(0, log.logPath().length() - tail.length());
        }
      }
    }
    return "";
  }

  /** Milvus's layout of binlogs. */
  private static String directory(String prefix, SegmentBackupInfo segment, String kind) {
    String collection = prefix + kind + "/" + segment.collectionId();
    return collection + "/" + segment.partitionId() + "/" + segment.segmentId() + "/";
  }

  /** What comes before the number of a log. */
  private static String usualPath(String directory, String kind, FieldBinlog field) {
    return kind.equals(BinlogLayout.INSERT_LOG) ? directory + field.fieldId() + "/" : directory;
  }
}
