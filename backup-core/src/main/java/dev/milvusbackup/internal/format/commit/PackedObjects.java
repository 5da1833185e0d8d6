package dev.milvusbackup.internal.format.commit;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import dev.milvusbackup.internal.format.json.JsonArrays;
import dev.milvusbackup.internal.format.packed.LazyList;
import dev.milvusbackup.internal.format.packed.PackedReader;
import dev.milvusbackup.internal.format.packed.PackedWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The objects of a commit object in little more memory than their digests: each path is stored as
 * its difference from the previous one. They are sorted by path, so that one can be looked up.
 */
public final class PackedObjects extends LazyList<CommittedObject> {

  // Every n-th path is stored completely, as a starting point.
  private static final int BLOCK = 16;

  private final byte[] data;
  private final int[] blocks;
  private final int size;

  private PackedObjects(byte[] data, int[] blocks, int size) {
    this.data = data;
    this.blocks = blocks;
    this.size = size;
  }

  public static PackedObjects of(@Nullable Collection<CommittedObject> objects) {
    if (objects instanceof PackedObjects packed) {
      return packed;
    }
    Builder builder = new Builder();
    if (objects != null) {
      objects.forEach(builder::add);
    }
    return builder.build();
  }

  /** Sorts the objects if necessary. */
  public static PackedObjects sorted(Iterable<CommittedObject> objects) {
    Builder builder = new Builder();
    for (CommittedObject object : objects) {
      if (!builder.follows(object)) {
        List<CommittedObject> all = new ArrayList<>();
        objects.forEach(all::add);
        all.sort(Comparator.comparing(CommittedObject::path));
        return of(all);
      }
      builder.add(object);
    }
    return builder.build();
  }

  /** The object with this path. */
  public Optional<CommittedObject> find(String path) {
    return from(path, 1).stream().filter(object -> object.path().equals(path)).findFirst();
  }

  /** The next objects in the order of their paths, from the first that does not sort before one. */
  public List<CommittedObject> from(String path, int most) {
    int block = blockOf(path);
    ObjectCodec codec = new ObjectCodec();
    PackedReader in = new PackedReader(data, blocks.length == 0 ? 0 : blocks[block]);
    List<CommittedObject> found = new ArrayList<>(most);
    for (int i = block * BLOCK; i < size && found.size() < most; i++) {
      if (i % BLOCK == 0) {
        codec = new ObjectCodec();
      }
      CommittedObject object = codec.decode(in);
      if (object.path().compareTo(path) >= 0) {
        found.add(object);
      }
    }
    return found;
  }

  private int blockOf(String path) {
    int low = 0;
    int high = blocks.length - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (firstPath(middle).compareTo(path) <= 0) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  @Override
  public CommittedObject get(int index) {
    if (index < 0 || index >= size) {
      throw new IndexOutOfBoundsException(index);
    }
    ObjectCodec codec = new ObjectCodec();
    PackedReader in = new PackedReader(data, blocks[index / BLOCK]);
    CommittedObject object = codec.decode(in);
    for (int i = 0; i < index % BLOCK; i++) {
      object = codec.decode(in);
    }
    return object;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public Iterator<CommittedObject> iterator() {
    return new Iterator<>() {
      private final PackedReader in = new PackedReader(data, 0);
      private ObjectCodec codec = new ObjectCodec();
      private int next;

      @Override
      public boolean hasNext() {
        return next < size;
      }

      @Override
      public CommittedObject next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        if (next++ % BLOCK == 0) {
          codec = new ObjectCodec();
        }
        return codec.decode(in);
      }
    };
  }

  private String firstPath(int block) {
    return new ObjectCodec().decode(new PackedReader(data, blocks[block])).path();
  }

  /** Adds objects in the order of their paths. */
  static final class Builder {

    private final PackedWriter data = new PackedWriter();
    private ObjectCodec codec = new ObjectCodec();
    private int[] blocks = new int[8];
    private int size;
    private String last = "";

    /**
     * Adds one.
     *
     * @throws IllegalArgumentException if its path does not sort after the previous one
     */
    void add(CommittedObject object) {
      if (!follows(object)) {
        throw new IllegalArgumentException(
            "'" + object.path() + "' comes after '" + last + "', out of order");
      }
      last = object.path();
      if (size % BLOCK == 0) {
        codec = new ObjectCodec();
        if (size / BLOCK == blocks.length) {
          blocks = Arrays.copyOf(blocks, blocks.length * 2);
        }
        blocks[size / BLOCK] = data.length();
      }
      codec.encode(object, data);
      size++;
    }

    boolean follows(CommittedObject object) {
      return size == 0 || object.path().compareTo(last) > 0;
    }

    PackedObjects build() {
      return new PackedObjects(
          data.toBytes(), Arrays.copyOf(blocks, (size + BLOCK - 1) / BLOCK), size);
    }
  }

  /** Reads an array of objects. */
  static final class FromJson extends JsonDeserializer<PackedObjects> {

    @Override
    public PackedObjects deserialize(JsonParser json, DeserializationContext context)
        throws IOException {
      Builder builder = new Builder();
      JsonArrays.read(this, json, context, CommittedObject.class, "object", builder::add);
      return builder.build();
    }
  }
}
