package dev.milvusbackup.internal.storage;

import dev.milvusbackup.internal.job.Retrier;
import dev.milvusbackup.storage.StorageException;
import java.util.Comparator;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * A listing that survives faults between its pages: it is opened again, and items that were already
 * returned are skipped. Listings are sorted, so the last item shows where to resume.
 */
final class ResumingListing<T> implements Iterator<T> {

  private final Supplier<Stream<T>> listing;
  private final Comparator<T> order;
  private final Retrier retrier;
  private @Nullable Stream<T> stream;
  private @Nullable Iterator<T> iterator;
  private @Nullable T next;
  private @Nullable T last;
  private boolean ended;

  private ResumingListing(Supplier<Stream<T>> listing, Comparator<T> order, Retrier retrier) {
    this.listing = listing;
    this.order = order;
    this.retrier = retrier;
  }

  /** Opens the listing immediately, so that initial errors are thrown here. */
  static <T> Stream<T> open(Supplier<Stream<T>> listing, Comparator<T> order, Retrier retrier) {
    ResumingListing<T> resuming = new ResumingListing<>(listing, order, retrier);
    resuming.iterator = retrier.call(resuming::begin);
    int traits = Spliterator.ORDERED | Spliterator.NONNULL;
    return StreamSupport.stream(Spliterators.spliteratorUnknownSize(resuming, traits), false)
        .onClose(resuming::close);
  }

  @Override
  public boolean hasNext() {
    if (next == null && !ended) {
      next = nextOrNull();
      ended = next == null;
    }
    return next != null;
  }

  @Override
  public T next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    T result = Objects.requireNonNull(next);
    last = result;
    next = null;
    return result;
  }

  /** The retrier is for faults only: a listing of a million objects usually has none. */
  private @Nullable T nextOrNull() {
    if (iterator != null) {
      try {
        return advance();
      } catch (StorageException e) {
        if (!e.retryable()) {
          throw e;
        }
      }
    }
    return retrier.call(this::advance);
  }

  @SuppressWarnings("NullAway") // null at the end of the listing
  private T advance() {
    try {
      Iterator<T> from = iterator == null ? begin() : iterator;
      iterator = from;
      while (from.hasNext()) {
        T item = from.next();
        if (last == null || order.compare(item, last) > 0) {
          return item;
        }
      }
      return null;
    } catch (StorageException e) {
      close();
      throw e;
    }
  }

  private Iterator<T> begin() {
    Stream<T> begun = listing.get();
    stream = begun;
    return begun.iterator();
  }

  private void close() {
    Stream<T> open = stream;
    stream = null;
    iterator = null;
    if (open != null) {
      open.close();
    }
  }
}
