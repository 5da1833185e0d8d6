package dev.milvusbackup.internal.transfer;

import dev.milvusbackup.storage.Digest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Digests by number, in little more than their own bytes. Thread-safe. */
final class DigestTable {

  private static final int BLOCK = 1024;

  // In blocks, so that only blocks with wide digests need more memory.
  private final byte[][] blocks;
  private final byte[] kinds; // 0 for none, otherwise the number in the list, from 1 on
  private final List<Kind> known = new ArrayList<>();

  DigestTable(int size) {
    this.blocks = new byte[(size + BLOCK - 1) / BLOCK][0];
    this.kinds = new byte[size];
  }

  synchronized void set(int index, Digest digest) {
    byte[] bytes = HexFormat.of().parseHex(digest.hex());
    Kind kind = new Kind(digest.algorithm(), bytes.length);
    if (!known.contains(kind)) {
      known.add(kind);
    }
    kinds[index] = (byte) (known.indexOf(kind) + 1);
    byte[] block = blocks[index / BLOCK];
    if (block.length < BLOCK * bytes.length) {
      block = widened(block, bytes.length);
      blocks[index / BLOCK] = block;
    }
    System.arraycopy(bytes, 0, block, index % BLOCK * width(block), bytes.length);
  }

  synchronized Optional<Digest> get(int index) {
    if (kinds[index] == 0) {
      return Optional.empty();
    }
    Kind kind = known.get(kinds[index] - 1);
    byte[] block = blocks[index / BLOCK];
    int start = index % BLOCK * width(block);
    return Optional.of(
        Digest.of(kind.algorithm(), Arrays.copyOfRange(block, start, start + kind.bytes())));
  }

  private static byte[] widened(byte[] block, int width) {
    byte[] wider = new byte[BLOCK * width];
    for (int i = 0; i < BLOCK; i++) {
      System.arraycopy(block, i * width(block), wider, i * width, width(block));
    }
    return wider;
  }

  private static int width(byte[] block) {
    return block.length / BLOCK;
  }

  private record Kind(String algorithm, int bytes) {}
}
