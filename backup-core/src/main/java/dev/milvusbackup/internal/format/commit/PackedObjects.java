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

  // Every n-th path is stored as its difference from the first one, as a starting point.
  private static final int BLOCK = 16;

  private final ObjectCodec start;
  private final byte[][] blocks;
  private final int size;

  private PackedObjects(ObjectCodec start, byte[][] blocks, int size) {
    this.start = start;
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
    List<CommittedObject> found = new ArrayList<>(most);
    Blocks objects = new Blocks(blockOf(path));
    while (found.size() < most && objects.hasNext()) {
      objects.nextFrom(path).ifPresent(found::add);
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
    Iterator<CommittedObject> objects = new Blocks(index / BLOCK);
    for (int i = 0; i < index % BLOCK; i++) {
      objects.next();
    }
    return objects.next();
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public Iterator<CommittedObject> iterator() {
    return new Blocks(0);
  }

  private String firstPath(int block) {
    return start.copy().decodePath(new PackedReader(blocks[block]));
  }

  /** Iterates from the start of a block on. */
  private final class Blocks implements Iterator<CommittedObject> {

    private int next;
    private PackedReader in = new PackedReader(new byte[0]);
    private ObjectCodec codec = start;

    Blocks(int first) {
      next = first * BLOCK;
    }

    @Override
    public boolean hasNext() {
      return next < size;
    }

    @Override
    public CommittedObject next() {
      return ObjectCodec.decodeRest(nextPath(), in);
    }

    /** The next object; empty if its path sorts before one. */
    Optional<CommittedObject> nextFrom(String path) {
      String found = nextPath();
      if (found.compareTo(path) >= 0) {
        return Optional.of(ObjectCodec.decodeRest(found, in));
      }
      ObjectCodec.skipRest(in);
      return Optional.empty();
    }

    private String nextPath() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      if (next % BLOCK == 0) {
        in = new PackedReader(blocks[next / BLOCK]);
        codec = start.copy();
      }
      next++;
      return codec.decodePath(in);
    }
  }

  /** Adds objects in the order of their paths. */
  static final class Builder {

    private final List<byte[]> blocks = new ArrayList<>();
    private final PackedWriter block = new PackedWriter();
    private ObjectCodec start = ObjectCodec.like("");
    private ObjectCodec codec = start;
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
      if (size == 0) {
        start = ObjectCodec.like(object.path());
      }
      if (size % BLOCK == 0) {
        codec = start.copy();
      }
      last = object.path();
      codec.encode(object, block);
      if (++size % BLOCK == 0) {
        blocks.add(block.take());
      }
    }

    boolean follows(CommittedObject object) {
      return size == 0 || object.path().compareTo(last) > 0;
    }

    PackedObjects build() {
      if (size % BLOCK != 0) {
        blocks.add(block.take());
      }
      return new PackedObjects(start, blocks.toArray(new byte[0][]), size);
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
