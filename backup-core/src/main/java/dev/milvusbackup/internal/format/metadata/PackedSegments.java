package dev.milvusbackup.internal.format.metadata;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import dev.milvusbackup.internal.format.json.JsonArrays;
import dev.milvusbackup.internal.format.packed.LazyList;
import dev.milvusbackup.internal.format.packed.PackedReader;
import dev.milvusbackup.internal.format.packed.PackedWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The segments of a partition in about ten bytes for each binlog, the in-memory form of a backup of
 * a million objects. An element is an ordinary value, created on access.
 */
public final class PackedSegments extends LazyList<SegmentBackupInfo> {

  private final SegmentCodec codec;
  private final byte[][] data; // of each segment

  private PackedSegments(SegmentCodec codec, byte[][] data) {
    this.codec = codec;
    this.data = data;
  }

  public static List<SegmentBackupInfo> of(@Nullable Collection<SegmentBackupInfo> segments) {
    if (segments == null || segments.isEmpty()) {
      return List.of();
    }
    if (segments instanceof PackedSegments packed) {
      return packed;
    }
    Builder builder = new Builder();
    segments.forEach(builder::add);
    return builder.build();
  }

  @Override
  public SegmentBackupInfo get(int index) {
    return codec.decode(new PackedReader(data[index]));
  }

  @Override
  public int size() {
    return data.length;
  }

  /** Adds one segment after the other, so that only one is unpacked at a time. */
  static final class Builder {

    private final List<byte[]> data = new ArrayList<>();
    private final PackedWriter segmentData = new PackedWriter();
    private @Nullable SegmentCodec codec;

    void add(SegmentBackupInfo segment) {
      if (codec == null) {
        codec = SegmentCodec.like(segment);
      }
      codec.encode(segment, segmentData);
      data.add(segmentData.take());
    }

    List<SegmentBackupInfo> build() {
      return codec == null ? List.of() : new PackedSegments(codec, data.toArray(new byte[0][]));
    }
  }

  /** Reads an array of segments. */
  static final class FromJson extends JsonDeserializer<List<SegmentBackupInfo>> {

    @Override
    public List<SegmentBackupInfo> deserialize(JsonParser json, DeserializationContext context)
        throws IOException {
      Builder builder = new Builder();
      JsonArrays.read(this, json, context, SegmentBackupInfo.class, "segment", builder::add);
      return builder.build();
    }
  }
}
