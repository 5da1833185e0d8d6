package dev.milvusbackup.internal.milvus;

import dev.milvusbackup.CollectionName;
import io.milvus.grpc.ConsistencyLevel;
import io.milvus.grpc.FieldData;
import io.milvus.grpc.LoadCollectionRequest;
import io.milvus.grpc.QueryRequest;
import io.milvus.grpc.QueryResults;

/** Rows over gRPC. Queries are strongly consistent. */
final class GrpcRows implements MilvusRows {

  private static final String COUNT = "count(*)";
  private static final String ALL_FIELDS = "*";

  private final MilvusChannel milvus;
  private final GrpcLoading loading;

  GrpcRows(MilvusChannel milvus, GrpcLoading loading) {
    this.milvus = milvus;
    this.loading = loading;
  }

  @Override
  public void load(CollectionName name) {
    LoadCollectionRequest request =
        LoadCollectionRequest.newBuilder()
            .setDbName(name.database())
            .setCollectionName(name.name())
            .setReplicaNumber(1)
            .build();
    milvus.command("load " + name, name.database(), stub -> stub.loadCollection(request));
  }

  @Override
  public boolean isLoaded(CollectionName name) {
    return loading.state(name).equals("Loaded");
  }

  @Override
  public long count(CollectionName name) {
    QueryResults results = query("count the rows of " + name, name, select(name, COUNT).build());
    return results.getFieldsDataList().stream()
        .filter(field -> field.getScalars().hasLongData())
        .mapToLong(field -> field.getScalars().getLongData().getData(0))
        .sum();
  }

  @Override
  public long read(CollectionName name, int limit) {
    QueryRequest.Builder request =
        select(name, ALL_FIELDS)
            .addQueryParams(SchemaWriter.pair("limit", Integer.toString(limit)));
    return query("read rows of " + name, name, request.build()).getFieldsDataList().stream()
        .mapToLong(GrpcRows::keys)
        .max()
        .orElse(0);
  }

  /** Keys are numbers or texts, and always among the results. */
  private static long keys(FieldData field) {
    return Math.max(
        field.getScalars().getLongData().getDataCount(),
        field.getScalars().getStringData().getDataCount());
  }

  private static QueryRequest.Builder select(CollectionName name, String field) {
    return QueryRequest.newBuilder()
        .setDbName(name.database())
        .setCollectionName(name.name())
        .setConsistencyLevel(ConsistencyLevel.Strong)
        .addOutputFields(field);
  }

  private QueryResults query(String verb, CollectionName name, QueryRequest request) {
    return milvus.read(verb, name.database(), stub -> stub.query(request), QueryResults::getStatus);
  }
}
