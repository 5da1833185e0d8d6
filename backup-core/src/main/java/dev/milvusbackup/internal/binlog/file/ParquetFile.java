package dev.milvusbackup.internal.binlog.file;

import java.nio.ByteBuffer;

/**
 * The rows of a Parquet file by its footer: magic number, data, footer, length of the footer, magic
 * number.
 */
final class ParquetFile {

  /** {@code PAR1} as a little-endian number. */
  static final int MAGIC = 0x31524150;

  private static final int TAIL = 8;

  // The footer of one column has a few hundred bytes.
  private static final int LONGEST_FOOTER = 16 << 20;

  private static final int NUM_ROWS = 3;

  private ParquetFile() {}

  static long rows(BinlogFile file, long start, long end) throws MalformedBinlogException {
    if (end - start < 4 + TAIL || file.read(start, 4, "its values").getInt() != MAGIC) {
      throw new MalformedBinlogException("its values are not a Parquet file");
    }
    ByteBuffer tail = file.read(end - TAIL, TAIL, "its values");
    long length = Integer.toUnsignedLong(tail.getInt(0));
    if (tail.getInt(4) != MAGIC || length > LONGEST_FOOTER || length > end - start - 4 - TAIL) {
      throw new MalformedBinlogException("the Parquet file with its values has no end");
    }
    ByteBuffer footer = file.read(end - TAIL - length, (int) length, "its values");
    long rows = new ThriftStruct(footer).longOf(NUM_ROWS);
    if (rows < 0) {
      throw new MalformedBinlogException("the Parquet file with its values has a negative size");
    }
    return rows;
  }
}
