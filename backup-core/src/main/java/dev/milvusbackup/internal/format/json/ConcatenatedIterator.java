package dev.milvusbackup.internal.format.json;

import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;

/** Iterators one after the other; each is created when the previous one ends. */
public final class ConcatenatedIterator<T> implements Iterator<T> {

  private final Iterator<? extends Iterator<T>> parts;
  private Iterator<T> current = Collections.emptyIterator();

  ConcatenatedIterator(Iterator<? extends Iterator<T>> parts) {
    this.parts = parts;
  }

  public static <T> Iterator<T> of(List<? extends Iterator<T>> parts) {
    return new ConcatenatedIterator<>(parts.iterator());
  }

  /** Applies a function to each element, in every iteration. */
  public static <S, T> Iterable<T> over(
      Iterable<S> elements, Function<S, ? extends Iterable<T>> function) {
    return () ->
        new ConcatenatedIterator<>(
            new Iterator<Iterator<T>>() {
              private final Iterator<S> each = elements.iterator();

              @Override
              public boolean hasNext() {
                return each.hasNext();
              }

              @Override
              public Iterator<T> next() {
                return function.apply(each.next()).iterator();
              }
            });
  }

  @Override
  public boolean hasNext() {
    while (!current.hasNext() && parts.hasNext()) {
      current = parts.next();
    }
    return current.hasNext();
  }

  @Override
  public T next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return current.next();
  }
}
