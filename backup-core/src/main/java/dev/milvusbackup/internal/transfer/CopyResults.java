package dev.milvusbackup.internal.transfer;

import dev.milvusbackup.internal.format.packed.LazyList;
import dev.milvusbackup.internal.transfer.CopiedObject.Route;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The results of copies, in their order. Only the digest and the route of each are stored; the rest
 * follows from the plan. Filled by many threads, read when all are done.
 */
final class CopyResults extends LazyList<CopiedObject> {

  private final List<ObjectCopy> copies;
  private final DigestTable digests;
  private final @Nullable Route[] routes;

  CopyResults(List<ObjectCopy> copies) {
    this.copies = copies;
    this.digests = new DigestTable(copies.size());
    this.routes = new Route[copies.size()];
  }

  void put(int index, CopiedObject copied) {
    routes[index] = copied.route();
    copied.digest().ifPresent(digest -> digests.set(index, digest));
  }

  /** The results that were set. */
  List<CopiedObject> present() {
    boolean complete = Arrays.stream(routes).allMatch(Objects::nonNull);
    return complete
        ? this
        : IntStream.range(0, routes.length)
            .filter(index -> routes[index] != null)
            .mapToObj(this::get)
            .toList();
  }

  @Override
  public CopiedObject get(int index) {
    return result(index, copies.get(index));
  }

  @Override
  public int size() {
    return copies.size();
  }

  @Override
  public Iterator<CopiedObject> iterator() {
    Iterator<ObjectCopy> planned = copies.iterator();
    return new Iterator<>() {
      private int index;

      @Override
      public boolean hasNext() {
        return planned.hasNext();
      }

      @Override
      public CopiedObject next() {
        return result(index++, planned.next());
      }
    };
  }

  private CopiedObject result(int index, ObjectCopy copy) {
    return new CopiedObject(
        copy.to(), copy.size(), digests.get(index), Objects.requireNonNull(routes[index]));
  }
}
