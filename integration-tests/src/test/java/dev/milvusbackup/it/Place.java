package dev.milvusbackup.it;

import dev.milvusbackup.MilvusConnection;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.ObjectStores;
import dev.milvusbackup.storage.StoreOptions;
import java.net.URI;
import java.util.List;

/**
 * Where a process of its own works, in a form that fits on a command line.
 *
 * @param milvusStorage a URI
 * @param backups a URI
 */
record Place(
    String milvus, String milvusStorage, String backups, String accessKey, String secretKey) {

  static Place of(String[] arguments) {
    return new Place(arguments[0], arguments[1], arguments[2], arguments[3], arguments[4]);
  }

  List<String> arguments() {
    return List.of(milvus, milvusStorage, backups, accessKey, secretKey);
  }

  /** On a busy machine a server may need longer than an application would wait. */
  MilvusConnection connection() {
    return MilvusConnection.at(milvus).withConnectTimeout(MilvusUnderTest.LONGEST_CONNECT);
  }

  ObjectStore openBackups() {
    return open(backups);
  }

  ObjectStore openMilvusStorage() {
    return open(milvusStorage);
  }

  private ObjectStore open(String uri) {
    return ObjectStores.open(
        URI.create(uri),
        uri.startsWith("file:")
            ? StoreOptions.none()
            : StoreOptions.credentials(accessKey, secretKey));
  }
}
