package dev.milvusbackup.internal.milvus;

import dev.milvusbackup.CollectionName;
import io.milvus.grpc.GetImportStateRequest;
import io.milvus.grpc.GetImportStateResponse;
import io.milvus.grpc.ImportRequest;
import io.milvus.grpc.ImportResponse;

/** Imports over gRPC, as servers before 2.4 have them. */
final class GrpcImports implements MilvusImports {

  private final MilvusChannel milvus;

  GrpcImports(MilvusChannel milvus) {
    this.milvus = milvus;
  }

  @Override
  public long start(
      CollectionName target, String partition, String insertDirectory, String deltaDirectory) {
    ImportRequest request =
        ImportRequest.newBuilder()
            .setDbName(target.database())
            .setCollectionName(target.name())
            .setPartitionName(partition)
            .addFiles(insertDirectory)
            .addFiles(deltaDirectory)
            .addOptions(SchemaWriter.pair("backup", "true"))
            .addOptions(SchemaWriter.pair("skip_disk_quota_check", "true"))
            .build();
    ImportResponse answer =
        milvus.change(
            "import " + insertDirectory + " into " + target,
            target.database(),
            stub -> stub.import_(request),
            ImportResponse::getStatus);
    return answer.getTasks(0);
  }

  @Override
  public ImportProgress progress(long jobId) {
    GetImportStateRequest request = GetImportStateRequest.newBuilder().setTask(jobId).build();
    return MilvusAnswers.importProgress(
        milvus.read(
            "ask for the state of import job " + jobId,
            "",
            stub -> stub.getImportState(request),
            GetImportStateResponse::getStatus));
  }
}
