package dev.milvusbackup.internal.milvus.grpc;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.internal.format.metadata.PartitionBackupInfo;
import dev.milvusbackup.internal.milvus.MilvusLoading;
import dev.milvusbackup.internal.milvus.MilvusPartitions;
import io.milvus.grpc.CreatePartitionRequest;
import io.milvus.grpc.ShowPartitionsRequest;
import io.milvus.grpc.ShowPartitionsResponse;
import java.util.List;
import java.util.stream.IntStream;

/** Partitions over gRPC. */
final class GrpcPartitions implements MilvusPartitions {

  private final MilvusChannel milvus;
  private final GrpcLoading loading;

  GrpcPartitions(MilvusChannel milvus, GrpcLoading loading) {
    this.milvus = milvus;
    this.loading = loading;
  }

  @Override
  public List<PartitionBackupInfo> of(CollectionName name, long collectionId) {
    ShowPartitionsRequest request =
        ShowPartitionsRequest.newBuilder()
            .setDbName(name.database())
            .setCollectionName(name.name())
            .build();
    ShowPartitionsResponse answer =
        milvus.read(
            "list the partitions of " + name,
            name.database(),
            stub -> stub.showPartitions(request),
            ShowPartitionsResponse::getStatus);
    String whole = loading.state(name);
    // Milvus Lite exposes no ids.
    boolean ids = answer.getPartitionIDsCount() > 0;
    return IntStream.range(0, answer.getPartitionNamesCount())
        .mapToObj(
            i ->
                new PartitionBackupInfo(
                    ids ? answer.getPartitionIDs(i) : 0,
                    answer.getPartitionNames(i),
                    collectionId,
                    List.of(),
                    0,
                    whole.equals(MilvusLoading.NOT_LOADED)
                        ? whole
                        : loading.state(name, answer.getPartitionNames(i))))
        .toList();
  }

  @Override
  public void create(CollectionName target, String partition) {
    CreatePartitionRequest request =
        CreatePartitionRequest.newBuilder()
            .setDbName(target.database())
            .setCollectionName(target.name())
            .setPartitionName(partition)
            .build();
    milvus.command(
        "create partition '" + partition + "' of " + target,
        target.database(),
        stub -> stub.createPartition(request));
  }
}
