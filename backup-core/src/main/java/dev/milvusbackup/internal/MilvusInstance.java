package dev.milvusbackup.internal;

import dev.milvusbackup.Limits;
import dev.milvusbackup.MilvusConnection;
import dev.milvusbackup.internal.job.PollClock;
import dev.milvusbackup.internal.milvus.MilvusGateway;
import dev.milvusbackup.internal.milvus.grpc.GrpcMilvusGateway;
import dev.milvusbackup.internal.milvusstorage.MilvusStorage;

/**
 * The Milvus that a client works on.
 *
 * @param uri identifies the Milvus for restores
 * @param clock the clock of polls
 */
public record MilvusInstance(
    String uri, MilvusGateway gateway, MilvusStorage storage, PollClock clock) {

  /** A real Milvus. Nothing is connected yet. */
  public static MilvusInstance at(
      MilvusConnection connection, MilvusStorage storage, Limits limits) {
    return new MilvusInstance(
        connection.uri().toString(),
        new GrpcMilvusGateway(connection, limits.maxOutage()),
        storage,
        PollClock.MACHINE);
  }
}
