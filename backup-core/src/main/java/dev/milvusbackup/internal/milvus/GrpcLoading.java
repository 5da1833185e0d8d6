package dev.milvusbackup.internal.milvus;

import dev.milvusbackup.CollectionName;
import io.milvus.grpc.GetLoadStateRequest;
import io.milvus.grpc.GetLoadStateResponse;
import io.milvus.grpc.LoadState;

/** What is loaded for queries, over gRPC. */
final class GrpcLoading {

  private final MilvusChannel milvus;

  GrpcLoading(MilvusChannel milvus) {
    this.milvus = milvus;
  }

  String state(CollectionName name) {
    GetLoadStateRequest request =
        GetLoadStateRequest.newBuilder()
            .setDbName(name.database())
            .setCollectionName(name.name())
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
      case LoadStateLoaded -> "Loaded";
      case LoadStateLoading -> "Loading";
      default -> "NotLoad";
    };
  }
}
