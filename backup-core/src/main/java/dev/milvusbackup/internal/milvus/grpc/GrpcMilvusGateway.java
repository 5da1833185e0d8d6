package dev.milvusbackup.internal.milvus.grpc;

import dev.milvusbackup.MilvusConnection;
import dev.milvusbackup.internal.job.Retrier;
import dev.milvusbackup.internal.milvus.MilvusAliases;
import dev.milvusbackup.internal.milvus.MilvusCollections;
import dev.milvusbackup.internal.milvus.MilvusDatabases;
import dev.milvusbackup.internal.milvus.MilvusGateway;
import dev.milvusbackup.internal.milvus.MilvusIndexes;
import dev.milvusbackup.internal.milvus.MilvusLoading;
import dev.milvusbackup.internal.milvus.MilvusPartitions;
import dev.milvusbackup.internal.milvus.MilvusRows;
import dev.milvusbackup.internal.milvus.gc.MilvusGarbageCollection;
import dev.milvusbackup.internal.milvus.http.HttpTransport;
import dev.milvusbackup.internal.milvus.http.MilvusHttp;
import dev.milvusbackup.internal.milvus.http.RestGarbageCollection;
import dev.milvusbackup.internal.milvus.http.RestImports;
import dev.milvusbackup.internal.milvus.http.RestSegments;
import dev.milvusbackup.internal.milvus.imports.MilvusImports;
import dev.milvusbackup.internal.milvus.rbac.MilvusPrivileges;
import dev.milvusbackup.internal.milvus.rbac.MilvusRbac;
import dev.milvusbackup.internal.milvus.segments.MilvusSegments;
import dev.milvusbackup.internal.milvus.server.ServerFeatures;
import dev.milvusbackup.internal.milvus.server.ServerFeatures.ImportPath;
import dev.milvusbackup.internal.milvus.server.ServerVersion;
import io.milvus.grpc.ClientInfo;
import io.milvus.grpc.ConnectRequest;
import io.milvus.grpc.ConnectResponse;
import java.time.Duration;

/**
 * The gateway to a real server: over gRPC with the stubs of the SDK, and over HTTP for calls that
 * exist only there.
 */
public final class GrpcMilvusGateway implements MilvusGateway {

  private final MilvusChannel milvus;
  private final MilvusHttp http;
  private final MilvusGarbageCollection garbageCollection;
  private final GrpcLoading loading;
  private final GrpcIndexes indexes;
  private final boolean hasUser;

  public GrpcMilvusGateway(MilvusConnection connection, Duration maxOutage) {
    this.milvus = new MilvusChannel(connection, maxOutage);
    HttpTransport transport = new HttpTransport(connection);
    this.http = new MilvusHttp(connection, transport, new Retrier(maxOutage));
    this.garbageCollection = RestGarbageCollection.of(connection, transport);
    this.loading = new GrpcLoading(milvus);
    this.indexes = new GrpcIndexes(milvus);
    this.hasUser = connection.token().isPresent();
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
  public MilvusDatabases databases() {
    return new GrpcDatabases(milvus);
  }

  @Override
  public MilvusCollections collections() {
    return new GrpcCollections(milvus, indexes, loading);
  }

  @Override
  public MilvusPartitions partitions() {
    return new GrpcPartitions(milvus, loading);
  }

  @Override
  public MilvusIndexes indexes() {
    return indexes;
  }

  @Override
  public MilvusLoading loading() {
    return loading;
  }

  @Override
  public MilvusAliases aliases() {
    return new GrpcAliases(milvus);
  }

  @Override
  public MilvusRbac rbac() {
    return new GrpcRbac(milvus, databases());
  }

  @Override
  public MilvusPrivileges privileges() {
    return new GrpcPrivileges(milvus, hasUser);
  }

  @Override
  public MilvusSegments segments() {
    return new GrpcSegments(milvus, new RestSegments(http));
  }

  @Override
  public MilvusImports imports(ServerFeatures server) {
    return server.importPath() == ImportPath.REST ? new RestImports(http) : new GrpcImports(milvus);
  }

  @Override
  public MilvusGarbageCollection garbageCollection() {
    return garbageCollection;
  }

  @Override
  public MilvusRows rows() {
    return new GrpcRows(milvus);
  }

  @Override
  public void close() {
    milvus.close();
  }
}
