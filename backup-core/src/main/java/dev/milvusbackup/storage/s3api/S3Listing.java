package dev.milvusbackup.storage.s3api;

import dev.milvusbackup.storage.ObjectInfo;
import dev.milvusbackup.storage.ObjectKey;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators.AbstractSpliterator;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Lists objects and keeps only one page in memory at a time. */
final class S3Listing<T> extends AbstractSpliterator<T> {

  private static final String SLASH = "/";

  private final S3Context context;
  private final ObjectKey directory;
  private final @Nullable String delimiter;
  private final Function<S3Page, List<T>> content;
  private Iterator<T> page;
  private @Nullable String next;

  private S3Listing(
      S3Context context,
      ObjectKey directory,
      @Nullable String delimiter,
      Function<S3Page, List<T>> content) {
    super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.DISTINCT);
    this.context = context;
    this.directory = directory;
    this.delimiter = delimiter;
    this.content = content;
    S3Page first = fetch(null);
    this.page = content.apply(first).iterator();
    this.next = first.next();
  }

  static Stream<ObjectInfo> objects(S3Context context, ObjectKey directory) {
    return StreamSupport.stream(
        new S3Listing<>(context, directory, null, page -> objects(context, page)), false);
  }

  static Stream<ObjectKey> directories(S3Context context, ObjectKey directory) {
    return StreamSupport.stream(
        new S3Listing<>(context, directory, SLASH, page -> directories(context, page)), false);
  }

  @Override
  public boolean tryAdvance(Consumer<? super T> action) {
    while (!page.hasNext()) {
      if (next == null) {
        return false;
      }
      S3Page fetched = fetch(next);
      page = content.apply(fetched).iterator();
      next = fetched.next();
    }
    action.accept(page.next());
    return true;
  }

  private S3Page fetch(@Nullable String token) {
    try {
      return context
          .api()
          .list(
              context.bucket(),
              context.prefixOf(directory),
              delimiter,
              context.tuning().pageSize(),
              token);
    } catch (S3Failure e) {
      throw context.failure("Cannot list " + context.describe(directory), e);
    }
  }

  private static List<ObjectInfo> objects(S3Context context, S3Page page) {
    return page.entries().stream()
        // Consoles create "folders" as empty objects whose names end with a slash.
        .filter(entry -> !entry.path().endsWith(SLASH))
        .map(e -> e.head().describe(context.keyOf(e.path())))
        .toList();
  }

  private static List<ObjectKey> directories(S3Context context, S3Page page) {
    return page.prefixes().stream()
        .map(prefix -> context.keyOf(prefix.substring(0, prefix.length() - 1)))
        .toList();
  }
}
