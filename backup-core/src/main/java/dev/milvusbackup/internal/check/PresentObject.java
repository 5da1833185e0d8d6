package dev.milvusbackup.internal.check;

import dev.milvusbackup.manifest.StoredObject;
import dev.milvusbackup.storage.Digest;
import java.util.Optional;

/**
 * An object that exists with the right size.
 *
 * @param told the digest that the store itself reported in the listing
 */
public record PresentObject(StoredObject object, Optional<Digest> told) {

  /** Whether the store's digest has the same algorithm as the expected one. */
  boolean isComparable() {
    return told.isPresent()
        && object.digest().isPresent()
        && told.get().isComparableTo(object.digest().get());
  }
}
