package dev.milvusbackup.testkit;

import dev.milvusbackup.storage.ObjectKey;
import java.util.List;

/**
 * A call to a store.
 *
 * @param operation the called method
 * @param keys the keys in the call: the target of a copy, any number for {@link Operation#DELETE},
 *     otherwise one
 */
public record StoreCall(Operation operation, List<ObjectKey> keys) {

  /**
   * Creates a call with a copy of the keys.
   *
   * @param operation the called method
   * @param keys the keys in the call
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
    COPY,
    /** {@code ObjectLocks.lock}. */
    LOCK,
    /** {@code ObjectLocks.lockedUntil}. */
    LOCKED_UNTIL
  }

  /**
   * Returns whether this call has the given operation.
   *
   * @param other the operation
   * @return true if the operations are equal
   */
  public boolean is(Operation other) {
    return operation == other;
  }

  /**
   * Returns whether a key of this call ends with the suffix.
   *
   * @param suffix the end of a key, such as {@code manifest.json}
   * @return true if at least one key does
   */
  public boolean touches(String suffix) {
    return keys.stream().anyMatch(k -> k.path().endsWith(suffix));
  }
}
