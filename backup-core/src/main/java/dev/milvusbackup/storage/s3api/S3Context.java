package dev.milvusbackup.storage.s3api;

import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.StorageException;
import dev.milvusbackup.storage.StoreLocation;

/**
 * The objects that the parts of a store share.
 *
 * @param bucketName the display name of the bucket, such as {@code s3://backups}
 */
record S3Context(
    S3Api api,
    StoreLocation location,
    String bucketName,
    S3Tuning tuning,
    S3BrokenUploads brokenUploads) {

  S3Context withLocation(StoreLocation other) {
    return new S3Context(api, other, bucketName, tuning, brokenUploads);
  }

  S3Lookup lookup() {
    return new S3Lookup(api);
  }

  String displayName() {
    return location.root().isEmpty() ? bucketName : bucketName + "/" + location.root();
  }

  String describe(ObjectKey key) {
    return key.path().isEmpty() ? displayName() : displayName() + "/" + key;
  }

  String bucket() {
    return location.container();
  }

  S3Address address(ObjectKey key) {
    if (key.path().isEmpty()) {
      throw new IllegalArgumentException("The root is not an object");
    }
    return new S3Address(bucket(), location.pathOf(key));
  }

  /** The prefix of the paths of all objects below a directory. */
  String prefixOf(ObjectKey directory) {
    String path = location.pathOf(directory);
    return path.isEmpty() ? "" : path + "/";
  }

  /**
   * The key of an object of the bucket.
   *
   * @throws StorageException if another program gave it a name that cannot be a key
   */
  ObjectKey keyOf(String path) {
    try {
      return ObjectKey.of(path.substring(prefixOf(ObjectKey.ROOT).length()));
    } catch (IllegalArgumentException e) {
      throw new StorageException(
          "Cannot list %s: the bucket has an object that this library cannot name (%s). Rename or delete it."
              .formatted(displayName(), e.getMessage()),
          e);
    }
  }

  StorageException failure(String action, S3Failure failure) {
    return advice().explain(action, failure);
  }

  S3Advice advice() {
    return new S3Advice(location.service(), bucket(), tuning.uploadPartBytes());
  }
}
