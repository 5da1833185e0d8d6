package dev.milvusbackup.it;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.MilvusConnection;
import dev.milvusbackup.internal.job.PollClock;
import dev.milvusbackup.internal.milvus.MilvusGateway;
import dev.milvusbackup.internal.milvus.contract.MilvusGatewayContract;
import dev.milvusbackup.internal.milvus.grpc.GrpcMilvusGateway;
import dev.milvusbackup.storage.ObjectStore;
import io.milvus.v2.service.vector.request.DeleteReq;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** A real Milvus keeps the contract to which the one in memory is held. */
class MilvusGatewayContractIT extends MilvusGatewayContract {

  private static MilvusUnderTest milvus;
  private static MilvusGateway gateway;
  private static ObjectStore storage;

  @BeforeAll
  static void connect() {
    milvus = MilvusUnderTest.onLocalStorage();
    gateway = new GrpcMilvusGateway(withUser(milvus.connection()), Duration.ofSeconds(30));
    storage = milvus.storage();
  }

  /** Milvus 2.3 wants to know who grants, even where everybody may. */
  private static MilvusConnection withUser(MilvusConnection connection) {
    return connection.token().isPresent()
        ? connection
        : connection.withCredentials("root", "Milvus");
  }

  @AfterAll
  static void disconnect() {
    storage.close();
    gateway.close();
    milvus.close();
  }

  @Override
  protected MilvusGateway gateway() {
    return gateway;
  }

  @Override
  protected ObjectStore storage() {
    return storage;
  }

  @Override
  protected PollClock clock() {
    return PollClock.MACHINE;
  }

  @Override
  protected void delete(CollectionName name, Object... keys) {
    milvus
        .client()
        .delete(DeleteReq.builder().collectionName(name.name()).ids(List.of(keys)).build());
  }
}
