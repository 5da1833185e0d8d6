package dev.milvusbackup.internal.binlog.file;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Reads one number of a struct in Thrift's compact protocol, and skips the rest. */
final class ThriftStruct {

  private static final int TRUE = 1;
  private static final int FALSE = 2;
  private static final int BYTE = 3;
  private static final int I16 = 4;
  private static final int I32 = 5;
  private static final int I64 = 6;
  private static final int DOUBLE = 7;
  private static final int BINARY = 8;
  private static final int LIST = 9;
  private static final int SET = 10;
  private static final int MAP = 11;
  private static final int STRUCT = 12;

  private static final int DEEPEST = 32;

  private final ByteBuffer bytes;

  ThriftStruct(ByteBuffer bytes) {
    this.bytes = bytes;
  }

  /** The 64-bit number with that id; the whole struct has to be well-formed. */
  long longOf(int wanted) throws MalformedBinlogException {
    @Nullable Long found = null;
    try {
      int id = 0;
      for (int header = unsigned(); header != 0; header = unsigned()) {
        id = nextId(id, header);
        int type = header & 0x0f;
        if (id == wanted && type == I64) {
          found = zigzag(varint());
        } else {
          skipField(type, 1);
        }
      }
    } catch (BufferUnderflowException e) {
      throw malformed();
    }
    if (found == null) {
      throw malformed();
    }
    return found;
  }

  private int nextId(int id, int header) throws MalformedBinlogException {
    int delta = header >>> 4;
    return delta != 0 ? id + delta : (int) zigzag(varint());
  }

  /** A boolean field has its value in the header. */
  private void skipField(int type, int depth) throws MalformedBinlogException {
    if (type != TRUE && type != FALSE) {
      skip(type, depth);
    }
  }

  private void skip(int type, int depth) throws MalformedBinlogException {
    if (depth > DEEPEST) {
      throw malformed();
    }
    switch (type) {
      case TRUE, FALSE, BYTE -> skipBytes(1);
      case I16, I32, I64 -> varint();
      case DOUBLE -> skipBytes(8);
      case BINARY -> skipBytes(varint());
      case LIST, SET -> skipList(depth);
      case MAP -> skipMap(depth);
      case STRUCT -> skipStruct(depth);
      default -> throw malformed();
    }
  }

  private void skipStruct(int depth) throws MalformedBinlogException {
    int id = 0;
    for (int header = unsigned(); header != 0; header = unsigned()) {
      id = nextId(id, header);
      skipField(header & 0x0f, depth + 1);
    }
  }

  private void skipList(int depth) throws MalformedBinlogException {
    int header = unsigned();
    long count = header >>> 4 == 15 ? varint() : header >>> 4;
    skipAll(count, header & 0x0f, depth);
  }

  private void skipMap(int depth) throws MalformedBinlogException {
    long count = varint();
    int types = count == 0 ? 0 : unsigned();
    requireRoom(count);
    for (long i = 0; i < count; i++) {
      skip(types >>> 4, depth + 1);
      skip(types & 0x0f, depth + 1);
    }
  }

  private void skipAll(long count, int type, int depth) throws MalformedBinlogException {
    requireRoom(count);
    for (long i = 0; i < count; i++) {
      skip(type, depth + 1);
    }
  }

  /** Every element has at least one byte, so a wrong count is detected before the loop. */
  private void requireRoom(long count) throws MalformedBinlogException {
    if (count < 0 || count > bytes.remaining()) {
      throw malformed();
    }
  }

  private void skipBytes(long count) throws MalformedBinlogException {
    requireRoom(count);
    bytes.position(bytes.position() + (int) count);
  }

  private int unsigned() {
    return bytes.get() & 0xff;
  }

  private long varint() throws MalformedBinlogException {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      int next = unsigned();
      value |= (long) (next & 0x7f) << shift;
      if (next < 0x80) {
        return value;
      }
    }
    throw malformed();
  }

  private static long zigzag(long value) {
    return value >>> 1 ^ -(value & 1);
  }

  private static MalformedBinlogException malformed() {
    return new MalformedBinlogException(
        "the footer of the Parquet file with its values is damaged");
  }
}
