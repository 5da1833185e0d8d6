package dev.milvusbackup.testkit;

import dev.milvusbackup.storage.ObjectKey;
import java.util.List;

/**
 * A call to a store.
 *
 * @param operation what was asked
 * @param keys the keys concerned: one, but for {@link Operation#DELETE}; of a copy the target
 */
public record StoreCall(Operation operation, List<ObjectKey> keys) {

  /**
   * Copies the keys.
   *
   * @param operation as above
   * @param keys as above
   */
  public StoreCall {
    keys = List.copyOf(keys);
  }

  /** The methods of a store that talk to the service. */
  public enum Operation {
    /** {@code put}. */
    PUT,
    /** {@code open}. */
    OPEN,
    /** {@code stat}. */
    STAT,
    /** {@code list}. */
    LIST,
    /** {@code directories}. */
    DIRECTORIES,
    /** {@code delete}. */
    DELETE,
    /** {@code copyFrom}. */
    COPY
  }

  /**
   * Whether this is a call of that kind.
   *
   * @param other the kind
   * @return true if it is
   */
  public boolean is(Operation other) {
    return operation == other;
  }

  /**
   * Whether one of the keys ends like that.
   *
   * @param suffix the end of a key, such as {@code manifest.json}
   * @return true if one does
   */
  public boolean touches(String suffix) {
    return keys.stream().anyMatch(k -> k.path().endsWith(suffix));
  }
}
