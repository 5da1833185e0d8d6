package dev.milvusbackup.internal.milvusstorage;

import dev.milvusbackup.error.InvalidRequestException;
import dev.milvusbackup.storage.ObjectBody;
import dev.milvusbackup.storage.ObjectInfo;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.PutMode;
import dev.milvusbackup.storage.StoreLocation;
import java.io.InputStream;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Stream;

/** Replaces Milvus's storage in a client without one: every use fails with an explanation. */
public final class NoMilvusStorage implements ObjectStore {

  @Override
  public String displayName() {
    return "no Milvus storage";
  }

  @Override
  public StoreLocation location() {
    throw missing();
  }

  @Override
  public ObjectInfo put(ObjectKey key, ObjectBody body, PutMode mode) {
    throw missing();
  }

  @Override
  public InputStream open(ObjectKey key, long offset, long length) {
    throw missing();
  }

  @Override
  public Optional<ObjectInfo> stat(ObjectKey key) {
    throw missing();
  }

  @Override
  public Stream<ObjectInfo> list(ObjectKey directory) {
    throw missing();
  }

  @Override
  public Stream<ObjectKey> directories(ObjectKey directory) {
    throw missing();
  }

  @Override
  public void delete(Collection<ObjectKey> keys) {
    throw missing();
  }

  @Override
  public ObjectStore withRoot(String root) {
    return this;
  }

  @Override
  public void close() {}

  private static InvalidRequestException missing() {
    return new InvalidRequestException(
        "Cannot copy Milvus's files: the client was built without Milvus's storage. Call milvusStorage(…) on its builder, or create with mode(BackupMode.LOGICAL), which reads rows by queries and restores them by inserts.");
  }
}
