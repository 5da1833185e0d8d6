package dev.milvusbackup.junit5;

import dev.milvusbackup.MilvusConnection;
import io.milvus.v2.client.ConnectConfig;
import io.milvus.v2.client.ConnectConfig.ConnectConfigBuilder;
import io.milvus.v2.client.MilvusClientV2;
import io.milvus.v2.service.collection.request.DropCollectionReq;
import io.milvus.v2.service.collection.request.HasCollectionReq;
import io.milvus.v2.service.collection.request.LoadCollectionReq;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** The calls to Milvus with its own client. */
final class MilvusSdk {

  private MilvusSdk() {}

  static MilvusClientV2 connect(MilvusConnection connection) {
    ConnectConfigBuilder config =
        ConnectConfig.builder()
            .uri(connection.uri().toString())
            .connectTimeoutMs(connection.connectTimeout().toMillis())
            .rpcDeadlineMs(connection.callTimeout().toMillis());
    connection.token().ifPresent(config::token);
    connection.caCertificate().map(Path::toString).ifPresent(config::caPemPath);
    connection.serverName().ifPresent(config::serverName);
    return new MilvusClientV2(config.build());
  }

  static void load(MilvusClientV2 client, String collection, Duration timeout) {
    client.loadCollection(
        LoadCollectionReq.builder()
            .collectionName(collection)
            .sync(true)
            .timeout(timeout.toMillis())
            .build());
  }

  /** Drops existing collections, as many as possible, even in an interrupted thread. */
  static void drop(MilvusConnection connection, Collection<String> collections) {
    boolean interrupted = Thread.interrupted();
    MilvusClientV2 client = connect(connection);
    try {
      RuntimeException failure = null;
      for (String collection : collections) {
        failure = drop(client, collection, failure);
      }
      if (failure != null) {
        throw new FixtureException(
            "Cannot drop the collections restored for the test in Milvus at %s: %s. Drop the remaining ones of %s manually."
                .formatted(connection.uri(), failure.getMessage(), collections),
            failure);
      }
    } finally {
      client.close();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static @Nullable RuntimeException drop(
      MilvusClientV2 client, String collection, @Nullable RuntimeException former) {
    try {
      if (client.hasCollection(HasCollectionReq.builder().collectionName(collection).build())) {
        client.dropCollection(DropCollectionReq.builder().collectionName(collection).build());
      }
      return former;
    } catch (RuntimeException e) {
      if (former == null) {
        return e;
      }
      former.addSuppressed(e);
      return former;
    }
  }
}
