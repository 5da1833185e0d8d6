package dev.milvusbackup.internal.milvus.grpc;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.internal.milvus.imports.BinlogDirectory;
import dev.milvusbackup.internal.milvus.imports.ImportJob;
import dev.milvusbackup.internal.milvus.imports.ImportProgress;
import dev.milvusbackup.internal.milvus.imports.MilvusImports;
import dev.milvusbackup.internal.milvus.segments.HybridTime;
import io.milvus.grpc.GetImportStateRequest;
import io.milvus.grpc.GetImportStateResponse;
import io.milvus.grpc.ImportRequest;
import io.milvus.grpc.ImportResponse;
import io.milvus.grpc.KeyValuePair;

/** Imports over gRPC, for servers before 2.4. */
final class GrpcImports implements MilvusImports {

  private final MilvusChannel milvus;

  GrpcImports(MilvusChannel milvus) {
    this.milvus = milvus;
  }

  @Override
  public String start(ImportJob job) {
    if (!(job instanceof ImportJob.OfRows rows) || rows.directories().size() != 1) {
      throw new IllegalArgumentException("Servers before 2.4 import one directory of rows: " + job);
    }
    BinlogDirectory directory = rows.directories().get(0);
    ImportRequest.Builder request =
        ImportRequest.newBuilder()
            .setDbName(job.target().database())
            .setCollectionName(job.target().name())
            .setPartitionName(rows.partition())
            .addFiles(directory.inserts())
            .addFiles(directory.deltas())
            .addOptions(SchemaWriter.pair("backup", "true"))
            .addOptions(SchemaWriter.pair("skip_disk_quota_check", "true"));
    rows.format().until().ifPresent(until -> request.addOptions(endOf(until)));
    ImportResponse answer =
        milvus.change(
            "import " + directory.inserts() + " into " + job.target(),
            job.target().database(),
            stub -> stub.import_(request.build()),
            ImportResponse::getStatus);
    return Long.toString(answer.getTasks(0));
  }

  /**
   * Later servers expect the hybrid timestamp itself; these accept it silently, and cut nothing.
   */
  private static KeyValuePair endOf(long until) {
    return SchemaWriter.pair("end_ts", Long.toString(HybridTime.millis(until)));
  }

  @Override
  public ImportProgress progress(CollectionName target, String jobId) {
    GetImportStateRequest request =
        GetImportStateRequest.newBuilder().setTask(Long.parseLong(jobId)).build();
    return MilvusAnswers.importProgress(
        milvus.read(
            "ask for the state of import job " + jobId,
            target.database(),
            stub -> stub.getImportState(request),
            GetImportStateResponse::getStatus));
  }
}
