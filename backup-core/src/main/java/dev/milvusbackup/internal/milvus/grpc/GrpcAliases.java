package dev.milvusbackup.internal.milvus.grpc;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.error.BackupException;
import dev.milvusbackup.internal.milvus.MilvusAliases;
import io.milvus.grpc.AlterAliasRequest;
import io.milvus.grpc.CreateAliasRequest;
import io.milvus.grpc.DescribeCollectionRequest;
import io.milvus.grpc.DescribeCollectionResponse;
import io.milvus.grpc.ListAliasesRequest;
import io.milvus.grpc.ListAliasesResponse;
import java.util.List;
import java.util.Optional;

/** Aliases over gRPC. */
final class GrpcAliases implements MilvusAliases {

  private final MilvusChannel milvus;

  GrpcAliases(MilvusChannel milvus) {
    this.milvus = milvus;
  }

  /**
   * By listing, since Milvus 2.5 and 2.6 describe collections from a cache whose aliases may be
   * stale. A server that cannot list aliases has no such cache.
   */
  @Override
  public List<String> of(CollectionName name) {
    try {
      return listed(name);
    } catch (BackupException e) {
      if (MilvusErrors.isNotOffered(e)) {
        return described(name);
      }
      throw e;
    }
  }

  private List<String> listed(CollectionName name) {
    ListAliasesRequest request =
        ListAliasesRequest.newBuilder()
            .setDbName(name.database())
            .setCollectionName(name.name())
            .build();
    return milvus
        .read(
            "list the aliases of " + name,
            name.database(),
            stub -> stub.listAliases(request),
            ListAliasesResponse::getStatus)
        .getAliasesList();
  }

  private List<String> described(CollectionName name) {
    return milvus
        .read(
            "describe " + name,
            name.database(),
            stub -> stub.describeCollection(describe(name)),
            DescribeCollectionResponse::getStatus)
        .getAliasesList();
  }

  /** By describe, which all versions support; the schema in its answer has the real name. */
  @Override
  public Optional<CollectionName> owner(CollectionName name) {
    return milvus
        .readUnless(
            MilvusErrors::isCollectionNotFound,
            "find the collection or alias " + name,
            name.database(),
            stub -> stub.describeCollection(describe(name)),
            DescribeCollectionResponse::getStatus)
        .map(answer -> new CollectionName(name.database(), answer.getSchema().getName()));
  }

  private static DescribeCollectionRequest describe(CollectionName name) {
    return DescribeCollectionRequest.newBuilder()
        .setDbName(name.database())
        .setCollectionName(name.name())
        .build();
  }

  /**
   * Alters the alias if it exists. That includes one whose collection was dropped: Milvus 2.3
   * neither lists nor creates it, but alters it.
   */
  @Override
  public void point(CollectionName alias, CollectionName target) {
    AlterAliasRequest alter =
        AlterAliasRequest.newBuilder()
            .setDbName(target.database())
            .setCollectionName(target.name())
            .setAlias(alias.name())
            .build();
    String verb = "let alias " + alias + " point to " + target;
    boolean altered =
        milvus.commandUnless(
            MilvusErrors::isAliasNotFound, verb, target.database(), stub -> stub.alterAlias(alter));
    if (!altered) {
      CreateAliasRequest create =
          CreateAliasRequest.newBuilder()
              .setDbName(target.database())
              .setCollectionName(target.name())
              .setAlias(alias.name())
              .build();
      milvus.command(verb, target.database(), stub -> stub.createAlias(create));
    }
  }
}
