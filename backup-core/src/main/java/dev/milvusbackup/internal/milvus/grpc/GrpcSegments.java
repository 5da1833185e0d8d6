package dev.milvusbackup.internal.milvus.grpc;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.internal.milvus.http.RestSegments;
import dev.milvusbackup.internal.milvus.segments.FlushTicket;
import dev.milvusbackup.internal.milvus.segments.MilvusSegments;
import dev.milvusbackup.internal.milvus.segments.PersistentSegment;
import dev.milvusbackup.internal.milvus.segments.SegmentLogs;
import io.milvus.grpc.AllocTimestampRequest;
import io.milvus.grpc.AllocTimestampResponse;
import io.milvus.grpc.FlushRequest;
import io.milvus.grpc.FlushResponse;
import io.milvus.grpc.GetCollectionStatisticsRequest;
import io.milvus.grpc.GetCollectionStatisticsResponse;
import io.milvus.grpc.GetFlushStateRequest;
import io.milvus.grpc.GetFlushStateResponse;
import io.milvus.grpc.GetPersistentSegmentInfoRequest;
import io.milvus.grpc.GetPersistentSegmentInfoResponse;
import java.util.List;
import java.util.Optional;

/** Segments over gRPC. */
final class GrpcSegments implements MilvusSegments {

  private final MilvusChannel milvus;
  private final RestSegments rest;

  GrpcSegments(MilvusChannel milvus, RestSegments rest) {
    this.milvus = milvus;
    this.rest = rest;
  }

  @Override
  public long now() {
    AllocTimestampRequest request = AllocTimestampRequest.getDefaultInstance();
    return milvus
        .read(
            "read the time",
            CollectionName.DEFAULT_DATABASE,
            stub -> stub.allocTimestamp(request),
            AllocTimestampResponse::getStatus)
        .getTimestamp();
  }

  @Override
  public FlushTicket flush(CollectionName name) {
    FlushRequest request =
        FlushRequest.newBuilder()
            .setDbName(name.database())
            .addCollectionNames(name.name())
            .build();
    FlushResponse answer =
        milvus.once(
            "flush " + name,
            name.database(),
            stub -> stub.flush(request),
            response -> MilvusErrors.ofFlush(response.getStatus()));
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
  public Optional<List<PersistentSegment>> of(CollectionName name) {
    GetPersistentSegmentInfoRequest request =
        GetPersistentSegmentInfoRequest.newBuilder()
            .setDbName(name.database())
            .setCollectionName(name.name())
            .build();
    // Milvus lists the segments first, then reads each; a compaction may come in between.
    return milvus
        .readUnless(
            MilvusErrors::isSegmentNotFound,
            "list the segments of " + name,
            name.database(),
            stub -> stub.getPersistentSegmentInfo(request),
            GetPersistentSegmentInfoResponse::getStatus)
        .flatMap(MilvusAnswers::segments);
  }

  @Override
  public Optional<List<SegmentLogs>> logs(
      CollectionName name, long collectionId, List<Long> segmentIds) {
    return rest.logs(name, collectionId, segmentIds);
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
}
