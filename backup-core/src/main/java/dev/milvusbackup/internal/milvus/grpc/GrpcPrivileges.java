package dev.milvusbackup.internal.milvus.grpc;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.error.MilvusAuthenticationException;
import dev.milvusbackup.internal.milvus.rbac.MilvusPrivileges;
import dev.milvusbackup.internal.milvus.rbac.Privilege;
import io.milvus.grpc.CreateCollectionRequest;
import io.milvus.grpc.CreateIndexRequest;
import io.milvus.grpc.DropCollectionRequest;
import io.milvus.grpc.FlushRequest;
import io.milvus.grpc.ImportRequest;
import io.milvus.grpc.InsertRequest;
import io.milvus.grpc.MilvusServiceGrpc.MilvusServiceBlockingStub;
import io.milvus.grpc.RenameCollectionRequest;
import java.util.function.Function;

/**
 * Milvus shows the privileges of users only to administrators. But it checks the privilege for a
 * call before the call itself, so the answers to invalid requests reveal the privilege too.
 */
final class GrpcPrivileges implements MilvusPrivileges {

  private final MilvusChannel milvus;
  private final boolean hasUser;

  GrpcPrivileges(MilvusChannel milvus, boolean hasUser) {
    this.milvus = milvus;
    this.hasUser = hasUser;
  }

  @Override
  public boolean has(Privilege privilege, CollectionName absent) {
    if (!hasUser) {
      return true;
    }
    try {
      milvus.ask(
          "find out whether the user may " + privilege,
          absent.database(),
          impossible(privilege, absent));
      return true;
    } catch (MilvusAuthenticationException e) {
      return false;
    }
  }

  private static Function<MilvusServiceBlockingStub, Object> impossible(
      Privilege privilege, CollectionName absent) {
    String name = absent.name();
    return switch (privilege) {
      case CREATE_COLLECTION ->
          stub -> stub.createCollection(CreateCollectionRequest.getDefaultInstance());
      case DROP_COLLECTION ->
          stub ->
              stub.dropCollection(
                  DropCollectionRequest.newBuilder().setCollectionName(name).build());
      case RENAME_COLLECTION ->
          stub ->
              stub.renameCollection(
                  RenameCollectionRequest.newBuilder()
                      .setOldName(name)
                      .setNewName(name + "_2")
                      .build());
      case CREATE_INDEX ->
          stub -> stub.createIndex(CreateIndexRequest.newBuilder().setCollectionName(name).build());
      case IMPORT -> // Milvus 2.3 searches the collection for 23 s, but reports wrong options
          // immediately
          stub ->
              stub.import_(
                  ImportRequest.newBuilder()
                      .setCollectionName(name)
                      .addOptions(SchemaWriter.pair("start_ts", "none"))
                      .build());
      case INSERT ->
          stub -> stub.insert(InsertRequest.newBuilder().setCollectionName(name).build());
      case FLUSH -> stub -> stub.flush(FlushRequest.newBuilder().addCollectionNames(name).build());
    };
  }
}
