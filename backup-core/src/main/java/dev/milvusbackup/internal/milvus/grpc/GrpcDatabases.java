package dev.milvusbackup.internal.milvus.grpc;

import dev.milvusbackup.internal.format.metadata.DatabaseBackupInfo;
import dev.milvusbackup.internal.milvus.MilvusDatabases;
import io.milvus.grpc.CreateDatabaseRequest;
import io.milvus.grpc.DescribeDatabaseRequest;
import io.milvus.grpc.DescribeDatabaseResponse;
import io.milvus.grpc.DropDatabaseRequest;
import io.milvus.grpc.KeyValuePair;
import io.milvus.grpc.ListDatabasesRequest;
import io.milvus.grpc.ListDatabasesResponse;
import java.util.List;

/** Databases over gRPC. */
final class GrpcDatabases implements MilvusDatabases {

  // The id of the time zone in the original cluster; the new one has its own.
  private static final String ENCRYPTION_ZONE = "cipher.ezID";

  private final MilvusChannel milvus;

  GrpcDatabases(MilvusChannel milvus) {
    this.milvus = milvus;
  }

  @Override
  public List<String> names() {
    return milvus
        .read(
            "list databases",
            "",
            stub -> stub.listDatabases(ListDatabasesRequest.getDefaultInstance()),
            ListDatabasesResponse::getStatus)
        .getDbNamesList();
  }

  @Override
  public DatabaseBackupInfo describe(String database) {
    DescribeDatabaseRequest request =
        DescribeDatabaseRequest.newBuilder().setDbName(database).build();
    DescribeDatabaseResponse answer =
        milvus.read(
            "describe database " + database,
            "",
            stub -> stub.describeDatabase(request),
            DescribeDatabaseResponse::getStatus);
    return new DatabaseBackupInfo(
        database, answer.getDbID(), SchemaReader.keyValues(answer.getPropertiesList()), "");
  }

  @Override
  public void create(DatabaseBackupInfo database) {
    String name = database.dbName();
    CreateDatabaseRequest.Builder request = CreateDatabaseRequest.newBuilder().setDbName(name);
    database.properties().stream()
        .filter(property -> !property.key().equals(ENCRYPTION_ZONE))
        .forEach(
            property ->
                request.addProperties(
                    KeyValuePair.newBuilder().setKey(property.key()).setValue(property.value())));
    CreateDatabaseRequest create = request.build();
    milvus.command("create database " + name, "", stub -> stub.createDatabase(create));
  }

  @Override
  public void drop(String database) {
    DropDatabaseRequest request = DropDatabaseRequest.newBuilder().setDbName(database).build();
    milvus.command("drop database " + database, "", stub -> stub.dropDatabase(request));
  }
}
