package dev.milvusbackup.internal.milvus.grpc;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.error.MilvusException;
import dev.milvusbackup.internal.milvus.MilvusLoading;
import io.milvus.grpc.GetLoadStateRequest;
import io.milvus.grpc.GetLoadStateResponse;
import io.milvus.grpc.GetReplicasRequest;
import io.milvus.grpc.GetReplicasResponse;
import io.milvus.grpc.LoadCollectionRequest;
import io.milvus.grpc.LoadPartitionsRequest;
import io.milvus.grpc.LoadState;
import io.milvus.grpc.ReleaseCollectionRequest;
import java.util.List;

/** Load state over gRPC. */
final class GrpcLoading implements MilvusLoading {

  private final MilvusChannel milvus;

  GrpcLoading(MilvusChannel milvus) {
    this.milvus = milvus;
  }

  @Override
  public String state(CollectionName name) {
    return state(name, List.of());
  }

  @Override
  public String state(CollectionName name, String partition) {
    return state(name, List.of(partition));
  }

  @Override
  public int replicas(CollectionName name, long collectionId) {
    GetReplicasRequest request =
        GetReplicasRequest.newBuilder()
            .setDbName(name.database())
            .setCollectionName(name.name())
            .setCollectionID(collectionId)
            .build();
    try {
      // While a collection is loading, Milvus answers with various errors.
      GetReplicasResponse answer =
          milvus.ask(
              "count the replicas of " + name, name.database(), stub -> stub.getReplicas(request));
      return MilvusErrors.isSuccess(answer.getStatus()) ? answer.getReplicasCount() : 0;
    } catch (MilvusException e) {
      if (MilvusErrors.isNotOffered(e)) { // Milvus Lite has none
        return 0;
      }
      throw e;
    }
  }

  @Override
  public void load(CollectionName name, int replicas) {
    LoadCollectionRequest request =
        LoadCollectionRequest.newBuilder()
            .setDbName(name.database())
            .setCollectionName(name.name())
            .setReplicaNumber(replicas)
            .build();
    milvus.command("load " + name, name.database(), stub -> stub.loadCollection(request));
  }

  @Override
  public void load(CollectionName name, List<String> partitions, int replicas) {
    LoadPartitionsRequest request =
        LoadPartitionsRequest.newBuilder()
            .setDbName(name.database())
            .setCollectionName(name.name())
            .addAllPartitionNames(partitions)
            .setReplicaNumber(replicas)
            .build();
    milvus.command(
        "load partitions " + partitions + " of " + name,
        name.database(),
        stub -> stub.loadPartitions(request));
  }

  @Override
  public void release(CollectionName name) {
    ReleaseCollectionRequest request =
        ReleaseCollectionRequest.newBuilder()
            .setDbName(name.database())
            .setCollectionName(name.name())
            .build();
    milvus.command("release " + name, name.database(), stub -> stub.releaseCollection(request));
  }

  private String state(CollectionName name, List<String> partitions) {
    GetLoadStateRequest request =
        GetLoadStateRequest.newBuilder()
            .setDbName(name.database())
            .setCollectionName(name.name())
            .addAllPartitionNames(partitions)
            .build();
    LoadState state =
        milvus
            .read(
                "ask whether " + name + " is loaded",
                name.database(),
                stub -> stub.getLoadState(request),
                GetLoadStateResponse::getStatus)
            .getState();
    return switch (state) {
      case LoadStateLoaded -> LOADED;
      case LoadStateLoading -> LOADING;
      default -> NOT_LOADED;
    };
  }
}
