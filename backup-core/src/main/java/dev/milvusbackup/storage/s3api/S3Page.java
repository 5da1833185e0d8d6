package dev.milvusbackup.storage.s3api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a listing.
 *
 * @param entries the objects, ordered by path
 * @param prefixes their common prefixes up to and including the delimiter
 * @param next the token of the next page, or null on the last one
 */
public record S3Page(List<Entry> entries, List<String> prefixes, @Nullable String next) {

  /**
   * Copies the lists.
   *
   * @param entries the objects, ordered by path
   * @param prefixes their common prefixes
   * @param next the token of the next page, or null
   */
  public S3Page {
    entries = List.copyOf(entries);
    prefixes = List.copyOf(prefixes);
  }

  /**
   * An object of a listing.
   *
   * @param path its full key
   * @param head its properties
   */
  public record Entry(String path, S3Head head) {}
}
