package dev.milvusbackup.internal.check;

import dev.milvusbackup.VerifyReport.Finding;
import dev.milvusbackup.VerifyReport.FindingKind;
import dev.milvusbackup.internal.job.JobContext;
import dev.milvusbackup.manifest.StoredObject;
import dev.milvusbackup.storage.Digest;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/** Reads one object after the other and compares size and digest. Thread-safe. */
final class ObjectCheck {

  private static final int BUFFER = 64 << 10;

  private final ObjectStore store;
  private final JobContext job;

  ObjectCheck(ObjectStore store, JobContext job) {
    this.store = store;
    this.job = job;
  }

  /** Checks an object that has a digest. */
  Optional<Finding> check(StoredObject object) {
    Digest expected = object.digest().orElseThrow();
    Optional<MessageDigest> digest = digest(expected.algorithm());
    if (digest.isEmpty()) {
      String message = "its digest has the unknown algorithm '" + expected.algorithm() + "'";
      return finding(FindingKind.METADATA, object.key(), message);
    }
    return new GuardedReader(store, job.cancel())
        .read(object.key(), () -> compare(object, expected, digest.get()));
  }

  private Optional<Finding> compare(StoredObject object, Digest expected, MessageDigest digest)
      throws IOException {
    digest.reset();
    long size = read(object, digest);
    if (size != object.size()) {
      return Optional.of(wrongSize(object, size));
    }
    Digest found = Digest.of(expected.algorithm(), digest.digest());
    return found.equals(expected) ? Optional.empty() : Optional.of(wrongDigest(object, found));
  }

  /** Requests one byte more than expected, so that an object that has grown is noticed. */
  private long read(StoredObject object, MessageDigest digest) throws IOException {
    byte[] buffer = new byte[BUFFER];
    long size = 0;
    long most =
        Math.max(object.size(), object.size() + 1); // sizes can have any value in damaged metadata
    try (InputStream in = store.open(object.key(), 0, most)) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        job.cancel().check();
        digest.update(buffer, 0, count);
        size += count;
        job.progress().advance(count, 0);
      }
    }
    return size;
  }

  static Finding wrongSize(StoredObject object, long size) {
    String found = size > object.size() ? "more bytes" : size + " bytes";
    return Finding.of(
        FindingKind.SIZE, object.key(), "it has " + found + ", the metadata says " + object.size());
  }

  static Finding wrongDigest(StoredObject object, Digest found) {
    return Finding.of(
        FindingKind.DIGEST,
        object.key(),
        "its %s digest is %s, the metadata says %s: its content has changed"
            .formatted(found.algorithm(), found.hex(), object.digest().orElseThrow().hex()));
  }

  private static Optional<Finding> finding(FindingKind kind, ObjectKey key, String message) {
    return Optional.of(Finding.of(kind, key, message));
  }

  private static Optional<MessageDigest> digest(String algorithm) {
    try {
      return Optional.of(MessageDigest.getInstance(algorithm));
    } catch (NoSuchAlgorithmException e) {
      return Optional.empty();
    }
  }
}
