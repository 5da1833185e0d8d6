package dev.milvusbackup.junit5;

import dev.milvusbackup.MilvusConnection;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.testkit.EmbeddedMilvus;
import java.util.Optional;

/** A Milvus for tests. Closing it stops the servers that were started for it. */
interface MilvusServer extends AutoCloseable {

  MilvusConnection connection();

  /** Milvus's own storage; the caller closes the store. */
  ObjectStore openStorage();

  /** The end of its log, if available. */
  Optional<String> logTail(int lines);

  @Override
  void close();

  /** A server of the caller; nothing is stopped or closed. */
  record Given(MilvusConnection connection, ObjectStore storage) implements MilvusServer {

    @Override
    public ObjectStore openStorage() {
      return storage.withRoot(storage.location().root());
    }

    @Override
    public Optional<String> logTail(int lines) {
      return Optional.empty();
    }

    @Override
    public void close() {}
  }

  /** The packaged server. */
  record Embedded(EmbeddedMilvus milvus) implements MilvusServer {

    @Override
    public MilvusConnection connection() {
      return milvus.connection();
    }

    @Override
    public ObjectStore openStorage() {
      return milvus.openStorage();
    }

    @Override
    public Optional<String> logTail(int lines) {
      return Optional.of(milvus.logTail(lines));
    }

    @Override
    public void close() {
      milvus.close();
    }
  }
}
