package dev.milvusbackup.internal.milvus;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.MilvusConnection;
import dev.milvusbackup.internal.format.CollectionBackupInfo;
import dev.milvusbackup.internal.format.IndexInfo;
import dev.milvusbackup.internal.format.PartitionBackupInfo;
import io.milvus.grpc.ClientInfo;
import io.milvus.grpc.ConnectRequest;
import io.milvus.grpc.ConnectResponse;
import io.milvus.grpc.CreateDatabaseRequest;
import io.milvus.grpc.CreateIndexRequest;
import io.milvus.grpc.CreatePartitionRequest;
import io.milvus.grpc.DescribeCollectionRequest;
import io.milvus.grpc.DescribeCollectionResponse;
import io.milvus.grpc.DescribeIndexRequest;
import io.milvus.grpc.DescribeIndexResponse;
import io.milvus.grpc.DropCollectionRequest;
import io.milvus.grpc.DropDatabaseRequest;
import io.milvus.grpc.FlushRequest;
import io.milvus.grpc.FlushResponse;
import io.milvus.grpc.GetCollectionStatisticsRequest;
import io.milvus.grpc.GetCollectionStatisticsResponse;
import io.milvus.grpc.GetFlushStateRequest;
import io.milvus.grpc.GetFlushStateResponse;
import io.milvus.grpc.GetImportStateRequest;
import io.milvus.grpc.GetImportStateResponse;
import io.milvus.grpc.GetLoadStateRequest;
import io.milvus.grpc.GetLoadStateResponse;
import io.milvus.grpc.GetPersistentSegmentInfoRequest;
import io.milvus.grpc.GetPersistentSegmentInfoResponse;
import io.milvus.grpc.ImportRequest;
import io.milvus.grpc.ImportResponse;
import io.milvus.grpc.ListDatabasesRequest;
import io.milvus.grpc.ListDatabasesResponse;
import io.milvus.grpc.LoadState;
import io.milvus.grpc.MilvusServiceGrpc.MilvusServiceBlockingStub;
import io.milvus.grpc.RenameCollectionRequest;
import io.milvus.grpc.SegmentState;
import io.milvus.grpc.ShowCollectionsRequest;
import io.milvus.grpc.ShowCollectionsResponse;
import io.milvus.grpc.ShowPartitionsRequest;
import io.milvus.grpc.ShowPartitionsResponse;
import io.milvus.grpc.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/** The gateway over gRPC, by the stubs that the SDK carries. */
public final class GrpcMilvusGateway implements MilvusGateway {

  private final MilvusChannel milvus;

  public GrpcMilvusGateway(MilvusConnection connection) {
    this.milvus = new MilvusChannel(connection);
  }

  @Override
  public ServerVersion version() {
    ConnectRequest request =
        ConnectRequest.newBuilder()
            .setClientInfo(ClientInfo.newBuilder().setSdkType("milvus-backup-java"))
            .build();
    ConnectResponse answer = milvus.first(stub -> stub.connect(request));
    if (!MilvusErrors.isSuccess(answer.getStatus())) {
      throw milvus.refuse("connect to Milvus", answer.getStatus());
    }
    return ServerVersion.parse(answer.getServerInfo().getBuildTags());
  }

  @Override
  public List<String> databases() {
    return milvus
        .read(
            "list databases",
            "",
            stub -> stub.listDatabases(ListDatabasesRequest.getDefaultInstance()),
            ListDatabasesResponse::getStatus)
        .getDbNamesList();
  }

  @Override
  public List<CollectionName> collections(String database) {
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
    DescribeCollectionRequest request =
        DescribeCollectionRequest.newBuilder()
            .setDbName(name.database())
            .setCollectionName(name.name())
            .build();
    DescribeCollectionResponse answer =
        milvus.read(
            "describe " + name,
            name.database(),
            stub -> stub.describeCollection(request),
            DescribeCollectionResponse::getStatus);
    return MilvusAnswers.of(name, answer, indexes(name), loadState(name));
  }

  @Override
  public List<PartitionBackupInfo> partitions(CollectionName name, long collectionId) {
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
    String state = loadState(name);
    return IntStream.range(0, answer.getPartitionIDsCount())
        .mapToObj(
            i ->
                new PartitionBackupInfo(
                    answer.getPartitionIDs(i),
                    answer.getPartitionNames(i),
                    collectionId,
                    List.of(),
                    0,
                    state))
        .toList();
  }

  @Override
  public FlushTicket flush(CollectionName name) {
    FlushRequest request =
        FlushRequest.newBuilder()
            .setDbName(name.database())
            .addCollectionNames(name.name())
            .build();
    FlushResponse answer =
        milvus.change(
            "flush " + name,
            name.database(),
            stub -> stub.flush(request),
            FlushResponse::getStatus);
    return MilvusAnswers.ticket(name, answer);
  }

  @Override
  public boolean isFlushed(CollectionName name, FlushTicket ticket) {
    GetFlushStateRequest request =
        GetFlushStateRequest.newBuilder()
            .setDbName(name.database())
            .setCollectionName(name.name())
            .addAllSegmentIDs(ticket.segmentIds())
            .setFlushTs(ticket.timestamp())
            .build();
    return milvus
        .read(
            "ask whether " + name + " is flushed",
            name.database(),
            stub -> stub.getFlushState(request),
            GetFlushStateResponse::getStatus)
        .getFlushed();
  }

  @Override
  public List<PersistentSegment> segments(CollectionName name) {
    GetPersistentSegmentInfoRequest request =
        GetPersistentSegmentInfoRequest.newBuilder()
            .setDbName(name.database())
            .setCollectionName(name.name())
            .build();
    return milvus
        .read(
            "list the segments of " + name,
            name.database(),
            stub -> stub.getPersistentSegmentInfo(request),
            GetPersistentSegmentInfoResponse::getStatus)
        .getInfosList()
        .stream()
        .filter(info -> info.getState() == SegmentState.Flushed)
        .map(MilvusAnswers::segment)
        .toList();
  }

  @Override
  public long persistentRows(CollectionName name) {
    GetCollectionStatisticsRequest request =
        GetCollectionStatisticsRequest.newBuilder()
            .setDbName(name.database())
            .setCollectionName(name.name())
            .build();
    return milvus
        .read(
            "count the rows of " + name,
            name.database(),
            stub -> stub.getCollectionStatistics(request),
            GetCollectionStatisticsResponse::getStatus)
        .getStatsList()
        .stream()
        .filter(stat -> stat.getKey().equals("row_count"))
        .mapToLong(stat -> Long.parseLong(stat.getValue()))
        .sum();
  }

  @Override
  public void createDatabase(String database) {
    CreateDatabaseRequest request = CreateDatabaseRequest.newBuilder().setDbName(database).build();
    command("create database " + database, "", milvusStub -> milvusStub.createDatabase(request));
  }

  @Override
  public void dropDatabase(String database) {
    DropDatabaseRequest request = DropDatabaseRequest.newBuilder().setDbName(database).build();
    command("drop database " + database, "", stub -> stub.dropDatabase(request));
  }

  @Override
  public void createCollection(CollectionName target, CollectionBackupInfo backup) {
    var request = SchemaWriter.collection(target, backup);
    command("create " + target, target.database(), stub -> stub.createCollection(request));
  }

  @Override
  public void createPartition(CollectionName target, String partition) {
    CreatePartitionRequest request =
        CreatePartitionRequest.newBuilder()
            .setDbName(target.database())
            .setCollectionName(target.name())
            .setPartitionName(partition)
            .build();
    command(
        "create partition '" + partition + "' of " + target,
        target.database(),
        stub -> stub.createPartition(request));
  }

  @Override
  public void createIndex(CollectionName target, IndexInfo index) {
    CreateIndexRequest.Builder request =
        CreateIndexRequest.newBuilder()
            .setDbName(target.database())
            .setCollectionName(target.name())
            .setFieldName(index.fieldName())
            .setIndexName(index.indexName());
    index.params().forEach((k, v) -> request.addExtraParams(SchemaWriter.pair(k, v)));
    command(
        "create index '" + index.indexName() + "' of " + target,
        target.database(),
        stub -> stub.createIndex(request.build()));
  }

  @Override
  public void dropCollection(CollectionName target) {
    DropCollectionRequest request =
        DropCollectionRequest.newBuilder()
            .setDbName(target.database())
            .setCollectionName(target.name())
            .build();
    String verb = "drop " + target;
    Status status = milvus.raw(verb, target.database(), stub -> stub.dropCollection(request));
    if (!MilvusErrors.isSuccess(status) && !MilvusErrors.isCollectionNotFound(status)) {
      throw milvus.refuse(verb, status);
    }
  }

  @Override
  public void renameCollection(CollectionName from, CollectionName to) {
    RenameCollectionRequest request =
        RenameCollectionRequest.newBuilder()
            .setDbName(from.database())
            .setOldName(from.name())
            .setNewName(to.name())
            .build();
    command(
        "rename " + from + " to " + to, from.database(), stub -> stub.renameCollection(request));
  }

  @Override
  public long startImport(
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
  public ImportProgress importProgress(long jobId) {
    GetImportStateRequest request = GetImportStateRequest.newBuilder().setTask(jobId).build();
    return MilvusAnswers.importProgress(
        milvus.read(
            "ask for the state of import job " + jobId,
            "",
            stub -> stub.getImportState(request),
            GetImportStateResponse::getStatus));
  }

  @Override
  public void close() {
    milvus.close();
  }

  private List<IndexInfo> indexes(CollectionName name) {
    DescribeIndexRequest request =
        DescribeIndexRequest.newBuilder()
            .setDbName(name.database())
            .setCollectionName(name.name())
            .build();
    String verb = "describe the indexes of " + name;
    DescribeIndexResponse answer =
        milvus.raw(verb, name.database(), stub -> stub.describeIndex(request));
    if (MilvusErrors.isIndexNotFound(answer.getStatus())) {
      return new ArrayList<>();
    }
    if (!MilvusErrors.isSuccess(answer.getStatus())) {
      throw milvus.refuse(verb, answer.getStatus());
    }
    return answer.getIndexDescriptionsList().stream().map(MilvusAnswers::index).toList();
  }

  private String loadState(CollectionName name) {
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

  private void command(
      String verb, String database, Function<MilvusServiceBlockingStub, Status> call) {
    milvus.change(verb, database, call, status -> status);
  }
}
