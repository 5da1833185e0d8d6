package dev.milvusbackup.server;

import dev.milvusbackup.MilvusConnection;
import dev.milvusbackup.internal.milvus.GrpcMilvusGateway;

/** Asks Milvus for its version. The public API has no call that does. */
final class MilvusPing {

  private MilvusPing() {}

  static String version(MilvusConnection connection) {
    try (GrpcMilvusGateway milvus = new GrpcMilvusGateway(connection)) {
      return milvus.version().text();
    }
  }
}
