package dev.milvusbackup.internal.binlog.file;

import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Walks through a binlog without reading the values in it: magic number, a descriptor event, then
 * events that hold one Parquet file each, head to tail up to the end of the file. Numbers are
 * little-endian.
 *
 * <pre>
 *   event       timestamp 8, type 1, length 4 (of all of the event), next position 4, body
 *   descriptor  collection 8, partition 8, segment 8, field 8, start 8, end 8, value type 4,
 *               post-header lengths 8 × 1, extras length 4, extras (JSON)
 *   data        start 8, end 8, Parquet
 * </pre>
 */
public final class BinlogReader {

  /** The content types of a file. */
  public enum Kind {
    INSERTS,
    DELETES;

    /** Deletes may be written as events of either type. */
    boolean allows(int event) {
      return event == INSERT_EVENT || (event == DELETE_EVENT && this == DELETES);
    }
  }

  private static final int MAGIC = 0xfffabc;
  private static final int DESCRIPTOR_EVENT = 0;
  private static final int INSERT_EVENT = 1;
  private static final int DELETE_EVENT = 2;
  private static final int FIRST_EVENT = 4;
  private static final int HEADER = 17;
  private static final int DESCRIPTOR = 52 + 8 + 4;
  private static final int DATA_HEADER = 16;

  // Milvus writes one event per file. More are allowed, up to a limit that bounds reading.
  private static final int MOST_EVENTS = 1000;

  private final BinlogFile file;
  private final Kind kind;

  private BinlogReader(BinlogFile file, Kind kind) {
    this.file = file;
    this.kind = kind;
  }

  /**
   * Reads the structure of an object.
   *
   * @param size its bytes, as the store reports
   * @throws MalformedBinlogException if it is not a complete binlog
   */
  public static BinlogSummary read(ObjectStore store, ObjectKey key, long size, Kind kind)
      throws MalformedBinlogException {
    return new BinlogReader(new BinlogFile(store, key, size), kind).read();
  }

  /**
   * The write times of the rows or deletes of an object, as hybrid timestamps.
   *
   * @return empty for storage version 2, which does not say
   * @throws MalformedBinlogException if it does not begin like a binlog
   */
  public static Optional<TimestampRange> times(ObjectStore store, ObjectKey key, long size)
      throws MalformedBinlogException {
    return new BinlogReader(new BinlogFile(store, key, size), Kind.DELETES).times();
  }

  /** The Parquet file in an event, from its first byte to behind its last. */
  public record Payload(long start, long end) {}

  /**
   * The Parquet files in an object.
   *
   * @throws MalformedBinlogException if it is no whole binlog
   */
  public static List<Payload> payloads(ObjectStore store, ObjectKey key, long size, Kind kind)
      throws MalformedBinlogException {
    return new BinlogReader(new BinlogFile(store, key, size), kind).payloads();
  }

  private List<Payload> payloads() throws MalformedBinlogException {
    if (isParquet()) {
      return List.of(new Payload(0, file.size()));
    }
    ByteBuffer unused = descriptor();
    return payloads(event(FIRST_EVENT).end);
  }

  private Optional<TimestampRange> times() throws MalformedBinlogException {
    if (isParquet()) {
      return Optional.empty();
    }
    ByteBuffer descriptor = descriptor();
    return Optional.of(new TimestampRange(descriptor.getLong(32), descriptor.getLong(40)));
  }

  private BinlogSummary read() throws MalformedBinlogException {
    if (isParquet()) {
      long rows = ParquetFile.rows(file, 0, file.size());
      return new BinlogSummary(BinlogSummary.UNKNOWN, BinlogSummary.UNKNOWN, rows);
    }
    ByteBuffer descriptor = descriptor();
    long end = event(FIRST_EVENT).end;
    return new BinlogSummary(descriptor.getLong(16), descriptor.getLong(24), rows(end));
  }

  /** Storage version 2 has no events around the Parquet file. */
  private boolean isParquet() throws MalformedBinlogException {
    return magic() == ParquetFile.MAGIC;
  }

  private int magic() throws MalformedBinlogException {
    return file.read(0, 4, "its magic number").getInt();
  }

  private ByteBuffer descriptor() throws MalformedBinlogException {
    if (magic() != MAGIC) {
      throw new MalformedBinlogException("it does not start like a binlog");
    }
    Event first = event(FIRST_EVENT);
    if (first.type != DESCRIPTOR_EVENT) {
      throw new MalformedBinlogException("its first event is not a descriptor");
    }
    ByteBuffer descriptor = file.read(first.body, DESCRIPTOR, "its descriptor");
    long extras = Integer.toUnsignedLong(descriptor.getInt(60));
    if (first.body + DESCRIPTOR + extras != first.end) {
      throw new MalformedBinlogException("the lengths in its descriptor do not add up");
    }
    return descriptor;
  }

  private long rows(long from) throws MalformedBinlogException {
    long rows = 0;
    for (Payload payload : payloads(from)) {
      rows += ParquetFile.rows(file, payload.start, payload.end);
    }
    return rows;
  }

  private List<Payload> payloads(long from) throws MalformedBinlogException {
    List<Payload> payloads = new ArrayList<>();
    for (long position = from; position < file.size() || payloads.isEmpty(); ) {
      Event event = event(position);
      if (!kind.allows(event.type) || payloads.size() == MOST_EVENTS) {
        throw new MalformedBinlogException(
            "it has an event of type %d at byte %d".formatted(event.type, position));
      }
      payloads.add(new Payload(event.body + DATA_HEADER, event.end));
      position = event.end;
    }
    return payloads;
  }

  private Event event(long position) throws MalformedBinlogException {
    ByteBuffer header = file.read(position, HEADER, "an event header");
    int type = header.get(8);
    long length = Integer.toUnsignedLong(header.getInt(9));
    long next = Integer.toUnsignedLong(header.getInt(13));
    if (length < HEADER || position + length != next) {
      throw new MalformedBinlogException(
          "the lengths of its event at byte %d do not add up".formatted(position));
    }
    if (next > file.size()) {
      throw new MalformedBinlogException(
          "its event at byte %d should end at %d, the file has %d bytes"
              .formatted(position, next, file.size()));
    }
    return new Event(type, position + HEADER, next);
  }

  private record Event(int type, long body, long end) {}
}
