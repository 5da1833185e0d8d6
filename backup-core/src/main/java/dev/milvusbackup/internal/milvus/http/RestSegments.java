package dev.milvusbackup.internal.milvus.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milvusbackup.CollectionName;
import dev.milvusbackup.internal.milvus.segments.SegmentLogs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The logs of segments over HTTP, for servers from 2.5.8 on. */
public final class RestSegments {

  private static final String DESCRIBE = "/v2/vectordb/segments/describe";
  private static final int AT_ONCE = 200;
  private static final int FLUSHED = 4;

  private final MilvusHttp milvus;

  public RestSegments(MilvusHttp milvus) {
    this.milvus = milvus;
  }

  /**
   * Empty if one of them has disappeared or was replaced: one unknown segment fails the whole call.
   */
  public Optional<List<SegmentLogs>> logs(CollectionName name, long collectionId, List<Long> ids) {
    List<SegmentLogs> logs = new ArrayList<>();
    for (int from = 0; from < ids.size(); from += AT_ONCE) {
      List<Long> some = ids.subList(from, Math.min(from + AT_ONCE, ids.size()));
      Optional<JsonNode> answer =
          milvus.readUnlessGone(
              "describe " + some.size() + " segments of " + name,
              DESCRIBE,
              Map.of("dbName", name.database(), "collectionId", collectionId, "segmentIds", some));
      if (answer.isEmpty()) {
        return Optional.empty();
      }
      for (JsonNode segment : answer.get().path("segmentInfos")) {
        if (segment.path("state").asInt() == FLUSHED) { // compacted segments may disappear
          logs.add(segment(segment));
        }
      }
    }
    // With fewer segments than requested, the backup would lack the rest.
    boolean complete =
        logs.stream().map(SegmentLogs::segmentId).collect(Collectors.toSet()).containsAll(ids);
    return complete ? Optional.of(logs) : Optional.empty();
  }

  private static SegmentLogs segment(JsonNode segment) {
    Map<Long, List<Long>> inserts = new TreeMap<>();
    segment
        .path("insertLogs")
        .forEach(
            field ->
                inserts
                    .computeIfAbsent(field.path("fieldID").asLong(), id -> new ArrayList<>())
                    .addAll(ids(field)));
    List<Long> deltas = new ArrayList<>();
    segment.path("deltaLogs").forEach(field -> deltas.addAll(ids(field)));
    return new SegmentLogs(
        segment.path("segmentID").asLong(), segment.path("vChannel").asText(), inserts, deltas);
  }

  private static List<Long> ids(JsonNode field) {
    List<Long> ids = new ArrayList<>();
    field.path("logIDs").forEach(id -> ids.add(id.asLong()));
    return ids;
  }
}
