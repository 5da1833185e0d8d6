package dev.milvusbackup.internal.check;

import dev.milvusbackup.manifest.StoredObject;
import dev.milvusbackup.storage.Digest;
import java.util.Optional;

/**
 * An object that is there with the right size.
 *
 * @param told the digest that the store itself has told with the listing
 */
public record PresentObject(StoredObject object, Optional<Digest> told) {

  /** Whether the store's digest is of the same kind as the one that is expected. */
  boolean isComparable() {
    return told.isPresent()
        && object.digest().isPresent()
        && told.get().isComparableTo(object.digest().get());
  }
}
