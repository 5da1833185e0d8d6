package dev.milvusbackup.internal.check;

import dev.milvusbackup.manifest.StoredObject;
import dev.milvusbackup.storage.Digest;
import java.util.Optional;

/**
 * An object that exists with the right size.
 *
 * @param reportedDigest the digest that the store itself reported in the listing
 */
public record PresentObject(StoredObject object, Optional<Digest> reportedDigest) {

  /** Whether the store's digest has the same algorithm as the expected one. */
  boolean isComparable() {
    return reportedDigest.isPresent()
        && object.digest().isPresent()
        && reportedDigest.get().isComparableTo(object.digest().get());
  }
}
