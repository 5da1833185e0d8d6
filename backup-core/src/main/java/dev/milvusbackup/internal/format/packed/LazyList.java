package dev.milvusbackup.internal.format.packed;

import dev.milvusbackup.internal.format.json.ConcatenatedIterator;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/**
 * An immutable list that creates its elements on each access from a smaller form. A backup may have
 * millions of objects, but rarely needs all of them at the same time.
 */
public abstract class LazyList<T> extends AbstractList<T> implements RandomAccess {

  /** Uses the iterator, which may be faster than access by index. */
  @Override
  public Spliterator<T> spliterator() {
    return Spliterators.spliterator(this, Spliterator.ORDERED | Spliterator.IMMUTABLE);
  }

  /** Maps each element of an immutable list by a function. */
  public static <S, T> List<T> view(List<S> source, Function<S, T> function) {
    return new View<>(source, function);
  }

  /** Lists one after the other. */
  public static <T> List<T> concat(List<List<T>> lists) {
    return new Concatenated<>(lists);
  }

  /** Applies a function to each element, in every iteration. */
  public static <S, T> Iterable<T> chain(
      Iterable<S> elements, Function<S, ? extends Iterable<T>> function) {
    return ConcatenatedIterator.over(elements, function);
  }

  /** Maps each number by a function. */
  public static <T> List<T> numbered(int size, IntFunction<T> function) {
    return new Numbered<>(size, function);
  }

  /** A list that is created again for each access and iteration. */
  public static <T> List<T> recreated(Supplier<List<T>> supplier) {
    return new Recreated<>(supplier);
  }

  private static final class View<S, T> extends LazyList<T> {

    private final List<S> source;
    private final Function<S, T> function;

    View(List<S> source, Function<S, T> function) {
      this.source = source;
      this.function = function;
    }

    @Override
    public T get(int index) {
      return function.apply(source.get(index));
    }

    @Override
    public int size() {
      return source.size();
    }

    @Override
    public Iterator<T> iterator() {
      Iterator<S> elements = source.iterator();
      return new Iterator<>() {
        @Override
        public boolean hasNext() {
          return elements.hasNext();
        }

        @Override
        public T next() {
          return function.apply(elements.next());
        }
      };
    }
  }

  private static final class Numbered<T> extends LazyList<T> {

    private final int size;
    private final IntFunction<T> function;

    Numbered(int size, IntFunction<T> function) {
      this.size = size;
      this.function = function;
    }

    @Override
    public T get(int index) {
      return function.apply(Objects.checkIndex(index, size));
    }

    @Override
    public int size() {
      return size;
    }
  }

  private static final class Recreated<T> extends LazyList<T> {

    private final Supplier<List<T>> supplier;

    Recreated(Supplier<List<T>> supplier) {
      this.supplier = supplier;
    }

    @Override
    public T get(int index) {
      return supplier.get().get(index);
    }

    @Override
    public int size() {
      return supplier.get().size();
    }

    @Override
    public Iterator<T> iterator() {
      return supplier.get().iterator();
    }
  }

  private static final class Concatenated<T> extends LazyList<T> {

    private final List<List<T>> lists;
    private final int[] ends;

    Concatenated(List<List<T>> all) {
      this.lists = all.stream().filter(list -> !list.isEmpty()).toList();
      this.ends = new int[lists.size()];
      int end = 0;
      for (int i = 0; i < ends.length; i++) {
        end = Math.addExact(end, lists.get(i).size());
        ends[i] = end;
      }
    }

    @Override
    public T get(int index) {
      int found = Arrays.binarySearch(ends, index);
      int list = found < 0 ? -found - 1 : found + 1;
      return lists.get(list).get(list == 0 ? index : index - ends[list - 1]);
    }

    @Override
    public int size() {
      return ends.length == 0 ? 0 : ends[ends.length - 1];
    }

    @Override
    public Iterator<T> iterator() {
      return ConcatenatedIterator.over(lists, list -> list).iterator();
    }
  }
}
