package dev.milvusbackup.internal.milvus;

import java.util.List;
import java.util.Map;

/**
 * The logs that make up a segment, as Milvus tells.
 *
 * @param channel the virtual channel that its rows came by
 * @param inserts field, or group of columns, to the ids of its logs
 * @param deltas the ids of its delta logs
 */
public record SegmentLogs(
    long segmentId, String channel, Map<Long, List<Long>> inserts, List<Long> deltas) {}
