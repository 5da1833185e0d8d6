package dev.milvusbackup.internal.milvus.fake;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.internal.format.metadata.FlushPoint;
import dev.milvusbackup.internal.milvus.fake.FakeSegment.State;
import dev.milvusbackup.internal.milvus.segments.ChannelPosition;
import dev.milvusbackup.internal.milvus.segments.FlushTicket;
import dev.milvusbackup.internal.milvus.segments.MilvusSegments;
import dev.milvusbackup.internal.milvus.segments.PersistentSegment;
import dev.milvusbackup.internal.milvus.segments.SegmentLogs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import milvus.proto.msg.Msg.MsgPosition;

/** Segments in memory and on disk. */
record FakeSegments(World world) implements MilvusSegments {

  /** 2.4 to 2.9 s on 2.3.5 with something to write, 0.19 s without; measured. */
  private static final Duration FLUSH_TIME = Duration.ofMillis(2600);

  private static final Duration EMPTY_FLUSH_TIME = Duration.ofMillis(190);

  @Override
  public long now() {
    return world.calls.make("segments.now", world.clock::timestamp);
  }

  @Override
  public FlushTicket flush(CollectionName name) {
    return world.calls.make("segments.flush", () -> flush(world.require("flush " + name, name)));
  }

  FlushTicket flush(FakeCollection collection) {
    List<Long> before = ids(collection.segments(State.FLUSHED));
    List<FakeSegment> sealed =
        collection.segments(State.GROWING).stream().filter(s -> !s.rows.isEmpty()).toList();
    sealed.forEach(segment -> segment.state = State.FLUSHING);
    Map<FakeSegment, List<Deletion>> deletes = new Deletes(world, collection).assign(sealed);
    boolean idle = sealed.isEmpty() && deletes.isEmpty();
    long timestamp = world.clock.timestamp();
    collection.flushes.add(timestamp);
    world.clock.in(
        idle ? EMPTY_FLUSH_TIME : FLUSH_TIME,
        () -> {
          write(collection, sealed, deletes);
          collection.flushes.remove(timestamp);
        });
    return new FlushTicket(ids(sealed), before, timestamp, point(collection, timestamp));
  }

  private void write(
      FakeCollection collection,
      List<FakeSegment> sealed,
      Map<FakeSegment, List<Deletion>> deletes) {
    for (FakeSegment segment : sealed) {
      if (segment.state == State.FLUSHING) {
        world.binlogs.writeRows(collection, segment);
        segment.state = State.FLUSHED;
      }
    }
    deletes.forEach(
        (segment, deletions) -> {
          if (segment.state != State.DROPPED) {
            world.binlogs.writeDeletes(collection, segment, deletions);
            segment.state = State.FLUSHED;
          }
        });
  }

  private FlushPoint point(FakeCollection collection, long timestamp) {
    long seconds = world.clock.millis() / 1000;
    if (!world.has(Behavior.TELLS_CHECKPOINTS)) {
      return new FlushPoint(0, seconds, Map.of());
    }
    MsgPosition position =
        MsgPosition.newBuilder()
            .setChannelName(collection.channel())
            .setTimestamp(timestamp)
            .build();
    return new FlushPoint(
        timestamp, seconds, Map.of(collection.channel(), ChannelPosition.write(position)));
  }

  @Override
  public boolean isFlushed(CollectionName name, FlushTicket ticket) {
    return world.calls.make(
        "segments.isFlushed",
        () ->
            !world
                .require("ask whether " + name + " is flushed", name)
                .flushes
                .contains(ticket.timestamp()));
  }

  @Override
  public Optional<List<PersistentSegment>> of(CollectionName name) {
    return world.calls.make(
        "segments.of",
        () -> {
          FakeCollection collection = world.require("list the segments of " + name, name);
          return collection.segments(State.FLUSHING).isEmpty()
              ? Optional.of(
                  collection.segments.stream()
                      .filter(FakeSegment::isListed)
                      .map(FakeSegment::info)
                      .toList())
              : Optional.empty();
        });
  }

  @Override
  public Optional<List<SegmentLogs>> logs(
      CollectionName name, long collectionId, List<Long> segmentIds) {
    return world.calls.make(
        "segments.logs",
        () -> {
          FakeCollection collection = world.require("describe segments of " + name, name);
          Map<Long, FakeSegment> flushed =
              collection.segments(State.FLUSHED).stream()
                  .collect(Collectors.toMap(s -> s.id, s -> s));
          if (!flushed.keySet().containsAll(segmentIds)) {
            return Optional.empty();
          }
          List<SegmentLogs> logs = new ArrayList<>();
          segmentIds.forEach(id -> logs.add(flushed.get(id).logs(collection.channel())));
          return Optional.of(logs);
        });
  }

  @Override
  public long persistentRows(CollectionName name) {
    return world.calls.make(
        "segments.persistentRows",
        () ->
            world.require("count the rows of " + name, name).segments(State.FLUSHED).stream()
                .mapToLong(segment -> segment.rows.size())
                .sum());
  }

  private static List<Long> ids(List<FakeSegment> segments) {
    return segments.stream().map(segment -> segment.id).toList();
  }
}
