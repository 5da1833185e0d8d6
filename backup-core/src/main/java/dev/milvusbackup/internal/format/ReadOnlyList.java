package dev.milvusbackup.internal.format;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An immutable list that makes its elements anew each time they are asked for, out of something
 * smaller. A backup may have millions of objects, but hardly ever are all wanted at once.
 */
public abstract class ReadOnlyList<T> extends AbstractList<T> implements RandomAccess {

  /** As {@link List#copyOf}, but a list of this kind stays what it is. */
  public static <T> List<T> copyOf(List<T> list) {
    return list instanceof ReadOnlyList ? list : List.copyOf(list);
  }

  /** What a function makes of each element of another list that does not change. */
  public static <S, T> List<T> view(List<S> source, Function<S, T> function) {
    return new View<>(source, function);
  }

  /** A list that is made when it is first looked into. */
  static <T> List<T> lazy(Supplier<List<T>> supplier) {
    return new Lazy<>(supplier);
  }

  private static final class View<S, T> extends ReadOnlyList<T> {

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
  }

  private static final class Lazy<T> extends ReadOnlyList<T> {

    private final Supplier<List<T>> supplier;
    private volatile @Nullable List<T> made;

    Lazy(Supplier<List<T>> supplier) {
      this.supplier = supplier;
    }

    @Override
    public T get(int index) {
      return list().get(index);
    }

    @Override
    public int size() {
      return list().size();
    }

    /** Made twice by two threads at once, it is the same both times. */
    private List<T> list() {
      List<T> list = made;
      if (list == null) {
        list = supplier.get();
        made = list;
      }
      return list;
    }
  }
}
