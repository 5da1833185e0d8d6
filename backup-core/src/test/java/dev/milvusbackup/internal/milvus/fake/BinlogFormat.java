package dev.milvusbackup.internal.milvus.fake;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Milvus's event format: a magic number, an event that describes the file, an event with a Parquet
 * file in it. Numbers are little-endian.
 */
final class BinlogFormat {

  private static final int MAGIC = 0xfffabc;
  private static final int HEADER = 17;
  private static final int FIXED = 52;
  private static final byte[] POST_HEADERS = {52, 16, 16, 16, 16, 16, 16, 16};
  private static final int DATA_HEADER = 16;
  private static final int INSERT = 1;
  private static final int DELETE = 2;
  private static final int TEXT = 20;

  private BinlogFormat() {}

  /**
   * What a file says of itself.
   *
   * @param field of an insert log; 0 for a delta log
   * @param type the number of the data type of the values
   */
  record Descriptor(
      long collection, long partition, long segment, long field, Range range, int type) {}

  /** From the first timestamp to the last. */
  record Range(long first, long last) {}

  static byte[] inserts(Descriptor descriptor, byte[] parquet) {
    return file(descriptor, INSERT, parquet);
  }

  static byte[] deletes(
      long collection, long partition, long segment, Range range, byte[] parquet) {
    return file(new Descriptor(collection, partition, segment, 0, range, TEXT), DELETE, parquet);
  }

  private static byte[] file(Descriptor d, int event, byte[] parquet) {
    byte[] extras =
        "{\"original_size\":\"%d\"}".formatted(parquet.length).getBytes(StandardCharsets.UTF_8);
    int described = 4 + HEADER + FIXED + POST_HEADERS.length + 4 + extras.length;
    int end = described + HEADER + DATA_HEADER + parquet.length;
    ByteBuffer out = ByteBuffer.allocate(end).order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(MAGIC);
    header(out, d.range.last, 0, described);
    out.putLong(d.collection).putLong(d.partition).putLong(d.segment).putLong(d.field);
    out.putLong(d.range.first).putLong(d.range.last).putInt(d.type);
    out.put(POST_HEADERS).putInt(extras.length).put(extras);
    header(out, d.range.last, event, end);
    out.putLong(d.range.first).putLong(d.range.last).put(parquet);
    return out.array();
  }

  private static void header(ByteBuffer out, long timestamp, int type, int end) {
    out.putLong(timestamp).put((byte) type).putInt(end - out.position() + 9).putInt(end);
  }

  /** The Parquet file in the first event of data. */
  static byte[] parquet(byte[] file) {
    ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    if (file.length < 4 + HEADER || in.getInt(0) != MAGIC) {
      throw new MalformedFileException("no magic number");
    }
    int start = in.getInt(4 + 13);
    if (start < 0 || start + HEADER > file.length) {
      throw new MalformedFileException("its descriptor has no end");
    }
    int end = in.getInt(start + 13);
    if (end < start || end > file.length) {
      throw new MalformedFileException("its event has no end");
    }
    return Arrays.copyOfRange(file, start + HEADER + DATA_HEADER, end);
  }

  /** A file that an import cannot read. */
  static final class MalformedFileException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MalformedFileException(String message) {
      super(message);
    }
  }
}
