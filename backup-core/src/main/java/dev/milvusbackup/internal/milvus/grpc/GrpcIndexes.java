package dev.milvusbackup.internal.milvus.grpc;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.internal.format.schema.IndexInfo;
import dev.milvusbackup.internal.milvus.MilvusIndexes;
import io.milvus.grpc.CreateIndexRequest;
import io.milvus.grpc.DescribeIndexRequest;
import io.milvus.grpc.DescribeIndexResponse;
import io.milvus.grpc.DropIndexRequest;
import java.util.List;

/** Indexes over gRPC. */
final class GrpcIndexes implements MilvusIndexes {

  private final MilvusChannel milvus;

  GrpcIndexes(MilvusChannel milvus) {
    this.milvus = milvus;
  }

  @Override
  public List<IndexInfo> of(CollectionName name) {
    DescribeIndexRequest request =
        DescribeIndexRequest.newBuilder()
            .setDbName(name.database())
            .setCollectionName(name.name())
            .build();
    return milvus
        .readUnless(
            MilvusErrors::isIndexNotFound,
            "describe the indexes of " + name,
            name.database(),
            stub -> stub.describeIndex(request),
            DescribeIndexResponse::getStatus)
        .map(DescribeIndexResponse::getIndexDescriptionsList)
        .orElse(List.of())
        .stream()
        .map(MilvusAnswers::index)
        .toList();
  }

  @Override
  public void create(CollectionName target, IndexInfo index) {
    CreateIndexRequest.Builder request =
        CreateIndexRequest.newBuilder()
            .setDbName(target.database())
            .setCollectionName(target.name())
            .setFieldName(index.fieldName())
            .setIndexName(index.indexName());
    index.params().forEach((k, v) -> request.addExtraParams(SchemaWriter.pair(k, v)));
    milvus.command(
        "create index '" + index.indexName() + "' of " + target,
        target.database(),
        stub -> stub.createIndex(request.build()));
  }

  @Override
  public void drop(CollectionName target, IndexInfo index) {
    DropIndexRequest request =
        DropIndexRequest.newBuilder()
            .setDbName(target.database())
            .setCollectionName(target.name())
            .setFieldName(index.fieldName())
            .setIndexName(index.indexName())
            .build();
    milvus.commandUnless(
        MilvusErrors::isIndexNotFound,
        "drop index '" + index.indexName() + "' of " + target,
        target.database(),
        stub -> stub.dropIndex(request));
  }
}
