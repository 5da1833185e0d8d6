package dev.milvusbackup.internal.milvus.grpc;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.internal.format.metadata.CollectionBackupInfo;
import dev.milvusbackup.internal.format.metadata.FlushPoint;
import dev.milvusbackup.internal.format.schema.IndexInfo;
import dev.milvusbackup.internal.milvus.imports.ImportProgress;
import dev.milvusbackup.internal.milvus.segments.ChannelPosition;
import dev.milvusbackup.internal.milvus.segments.FlushTicket;
import dev.milvusbackup.internal.milvus.segments.PersistentSegment;
import io.milvus.grpc.DescribeCollectionResponse;
import io.milvus.grpc.FlushResponse;
import io.milvus.grpc.GetImportStateResponse;
import io.milvus.grpc.GetPersistentSegmentInfoResponse;
import io.milvus.grpc.IndexDescription;
import io.milvus.grpc.KeyValuePair;
import io.milvus.grpc.LongArray;
import io.milvus.grpc.PersistentSegmentInfo;
import io.milvus.grpc.SegmentLevel;
import io.milvus.grpc.SegmentState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import milvus.proto.msg.Msg.MsgPosition;

/** Converts answers of Milvus to the records of the format and of the gateway. */
public final class MilvusAnswers {

  private MilvusAnswers() {}

  public static CollectionBackupInfo of(
      CollectionName name,
      DescribeCollectionResponse answer,
      List<IndexInfo> indexes,
      String loadState,
      int replicas) {
    return new CollectionBackupInfo(
        "",
        answer.getCollectionID(),
        name.database(),
        answer.getSchema().getName(),
        SchemaReader.schema(answer.getSchema()),
        answer.getShardsNum(),
        answer.getConsistencyLevelValue(),
        List.of(),
        0,
        0,
        !indexes.isEmpty(),
        indexes,
        loadState,
        0,
        Map.of(),
        List.of(),
        SchemaReader.keyValues(answer.getPropertiesList()),
        answer.getDbId(),
        answer.getCreatedTimestamp(),
        answer.getVirtualChannelNamesList(),
        answer.getPhysicalChannelNamesList(),
        answer.getAliasesList(),
        replicas,
        null,
        null);
  }

  static IndexInfo index(IndexDescription index) {
    Map<String, String> params = new TreeMap<>();
    index.getParamsList().forEach(p -> params.put(p.getKey(), p.getValue()));
    return new IndexInfo(
        index.getFieldName(),
        index.getIndexName(),
        params.getOrDefault("index_type", ""),
        params,
        index.getIndexID());
  }

  /**
   * Empty if one is flushing. Milvus 2.3.5 lists the result of a compaction as flushing for some
   * moments, while it no longer lists the compacted segments (measured).
   */
  static Optional<List<PersistentSegment>> segments(GetPersistentSegmentInfoResponse answer) {
    List<PersistentSegmentInfo> infos = answer.getInfosList();
    if (infos.stream().anyMatch(info -> info.getState() == SegmentState.Flushing)) {
      return Optional.empty();
    }
    return Optional.of(
        infos.stream()
            .filter(info -> info.getState() == SegmentState.Flushed)
            .map(MilvusAnswers::segment)
            .toList());
  }

  private static PersistentSegment segment(PersistentSegmentInfo info) {
    return new PersistentSegment(
        info.getSegmentID(),
        info.getPartitionID(),
        info.getNumRows(),
        info.getLevel() == SegmentLevel.L0,
        info.getStorageVersion());
  }

  static FlushTicket ticket(CollectionName name, FlushResponse answer) {
    String key = name.name();
    Map<String, String> checkpoints = new TreeMap<>();
    answer
        .getChannelCpsMap()
        .forEach((channel, position) -> checkpoints.put(channel, ChannelPosition.write(position)));
    long latest =
        answer.getChannelCpsMap().values().stream()
            .mapToLong(MsgPosition::getTimestamp)
            .max()
            .orElse(0);
    return new FlushTicket(
        answer.getCollSegIDsOrDefault(key, LongArray.getDefaultInstance()).getDataList(),
        answer.getFlushCollSegIDsOrDefault(key, LongArray.getDefaultInstance()).getDataList(),
        answer.getCollFlushTsOrDefault(key, 0),
        new FlushPoint(latest, answer.getCollSealTimesOrDefault(key, 0), checkpoints));
  }

  static ImportProgress importProgress(GetImportStateResponse answer) {
    ImportProgress.State state =
        switch (answer.getState()) {
          case ImportPending -> ImportProgress.State.PENDING;
          case ImportCompleted -> ImportProgress.State.COMPLETED;
          case ImportFailed, ImportFailedAndCleaned -> ImportProgress.State.FAILED;
          default -> ImportProgress.State.RUNNING;
        };
    String percent = info(answer, "progress_percent");
    return new ImportProgress(
        state,
        percent.matches("\\d{1,3}") ? Integer.parseInt(percent) : 0,
        answer.getRowCount(),
        info(answer, "failed_reason"));
  }

  private static String info(GetImportStateResponse answer, String key) {
    return answer.getInfosList().stream()
        .filter(info -> info.getKey().equals(key))
        .map(KeyValuePair::getValue)
        .findFirst()
        .orElse("");
  }
}
