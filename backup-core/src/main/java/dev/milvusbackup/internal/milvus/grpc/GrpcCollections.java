package dev.milvusbackup.internal.milvus.grpc;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.internal.format.metadata.CollectionBackupInfo;
import dev.milvusbackup.internal.format.schema.FieldOrder;
import dev.milvusbackup.internal.format.schema.FieldSchema;
import dev.milvusbackup.internal.milvus.MilvusCollections;
import dev.milvusbackup.internal.milvus.MilvusLoading;
import io.milvus.grpc.AddCollectionFieldRequest;
import io.milvus.grpc.DescribeCollectionRequest;
import io.milvus.grpc.DescribeCollectionResponse;
import io.milvus.grpc.DropCollectionRequest;
import io.milvus.grpc.RenameCollectionRequest;
import io.milvus.grpc.ShowCollectionsRequest;
import io.milvus.grpc.ShowCollectionsResponse;
import java.util.List;

/** Collections over gRPC. */
final class GrpcCollections implements MilvusCollections {

  private final MilvusChannel milvus;
  private final GrpcIndexes indexes;
  private final GrpcLoading loading;

  GrpcCollections(MilvusChannel milvus, GrpcIndexes indexes, GrpcLoading loading) {
    this.milvus = milvus;
    this.indexes = indexes;
    this.loading = loading;
  }

  @Override
  public List<CollectionName> names(String database) {
    ShowCollectionsRequest request =
        ShowCollectionsRequest.newBuilder().setDbName(database).build();
    return milvus
        .read(
            "list the collections of database " + database,
            database,
            stub -> stub.showCollections(request),
            ShowCollectionsResponse::getStatus)
        .getCollectionNamesList()
        .stream()
        .map(name -> new CollectionName(database, name))
        .toList();
  }

  @Override
  public CollectionBackupInfo describe(CollectionName name) {
    DescribeCollectionResponse answer = describeOnly(name);
    String state = loading.state(name);
    int replicas =
        state.equals(MilvusLoading.NOT_LOADED)
            ? 0
            : loading.replicas(name, answer.getCollectionID());
    return MilvusAnswers.of(name, answer, indexes.of(name), state, replicas);
  }

  @Override
  public long id(CollectionName name) {
    return describeOnly(name).getCollectionID();
  }

  private DescribeCollectionResponse describeOnly(CollectionName name) {
    DescribeCollectionRequest request =
        DescribeCollectionRequest.newBuilder()
            .setDbName(name.database())
            .setCollectionName(name.name())
            .build();
    return milvus.read(
        "describe " + name,
        name.database(),
        stub -> stub.describeCollection(request),
        DescribeCollectionResponse::getStatus);
  }

  @Override
  public void create(CollectionName target, CollectionBackupInfo backup) {
    var request = SchemaWriter.collection(target, backup);
    milvus.command("create " + target, target.database(), stub -> stub.createCollection(request));
    FieldOrder.of(backup.schema()).later().forEach(field -> add(target, field));
  }

  @Override
  public void rename(CollectionName from, CollectionName to) {
    RenameCollectionRequest request =
        RenameCollectionRequest.newBuilder()
            .setDbName(from.database())
            .setOldName(from.name())
            .setNewName(to.name())
            .build();
    milvus.command(
        "rename " + from + " to " + to, from.database(), stub -> stub.renameCollection(request));
  }

  @Override
  public void drop(CollectionName target) {
    DropCollectionRequest request =
        DropCollectionRequest.newBuilder()
            .setDbName(target.database())
            .setCollectionName(target.name())
            .build();
    milvus.commandUnless(
        MilvusErrors::isCollectionNotFound,
        "drop " + target,
        target.database(),
        stub -> stub.dropCollection(request));
  }

  private void add(CollectionName target, FieldSchema field) {
    AddCollectionFieldRequest request =
        AddCollectionFieldRequest.newBuilder()
            .setDbName(target.database())
            .setCollectionName(target.name())
            .setSchema(SchemaWriter.field(field).toByteString())
            .build();
    milvus.command(
        "add field '" + field.name() + "' to " + target,
        target.database(),
        stub -> stub.addCollectionField(request));
  }
}
