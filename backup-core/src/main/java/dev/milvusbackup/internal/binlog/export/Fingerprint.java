package dev.milvusbackup.internal.binlog.export;

import dev.milvusbackup.internal.format.json.Sha256;
import dev.milvusbackup.internal.format.metadata.CollectionBackupInfo;
import dev.milvusbackup.internal.format.metadata.SegmentBackupInfo;
import dev.milvusbackup.storage.ObjectInfo;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/**
 * Identifies the insert logs of a segment without reading them: equal fingerprints mean equal
 * content. It covers where they come from, their sizes, and what the storage says of each of them.
 */
public final class Fingerprint {

  /** Stands for an object of which the storage reports no ETag. */
  public static final long NO_TAG = 0;

  private static final int BYTES = 16;

  private Fingerprint() {}

  /** Eight bytes for an ETag of any form, since there may be a million of them in memory. */
  public static long tag(ObjectInfo object) {
    return object.etag().map(Fingerprint::tag).orElse(NO_TAG);
  }

  /** For those who compare no fingerprints: they need not digest a million ETags. */
  static long none(ObjectInfo object) {
    return NO_TAG;
  }

  private static long tag(String etag) {
    byte[] digest = Sha256.start().digest(etag.getBytes(StandardCharsets.UTF_8));
    long tag = ByteBuffer.wrap(digest).getLong();
    return tag == NO_TAG ? 1 : tag;
  }

  /** The fingerprint, or an empty text if an ETag is missing. */
  public static String of(
      CollectionBackupInfo collection, SegmentBackupInfo segment, Collection<List<LogFile>> logs) {
    StringBuilder text = new StringBuilder(1024);
    text.append(collection.collectionId()).append('/').append(collection.createdTimestamp());
    text.append('/').append(segment.partitionId()).append('/').append(segment.segmentId());
    List<LogFile> sorted =
        logs.stream().flatMap(List::stream).sorted(Comparator.comparing(LogFile::key)).toList();
    for (LogFile log : sorted) {
      if (log.tag() == NO_TAG) {
        return "";
      }
      text.append('\n').append(log.fieldId()).append('/').append(log.logId());
      text.append(' ').append(log.size()).append(' ').append(log.tag());
    }
    byte[] digest = Sha256.start().digest(text.toString().getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest, 0, BYTES);
  }
}
