package dev.milvusbackup.benchmarks.streaming;

import dev.milvusbackup.storage.ObjectBody;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Collections;
import java.util.Random;
import java.util.stream.IntStream;

/** A mebibyte that cannot be compressed, some times over. */
final class Noise implements ObjectBody {

  private final byte[] mebibyte = new byte[1 << 20];
  private final int times;

  Noise(int mebibytes) {
    this.times = mebibytes;
    new Random(42).nextBytes(mebibyte);
  }

  @Override
  public long size() {
    return (long) mebibyte.length * times;
  }

  @Override
  public InputStream open() {
    return new SequenceInputStream(
        Collections.enumeration(
            IntStream.range(0, times).mapToObj(i -> new ByteArrayInputStream(mebibyte)).toList()));
  }
}
