package dev.milvusbackup.internal.milvus.segments;

import java.util.List;
import java.util.Map;

/**
 * The logs of a segment, as Milvus reports them.
 *
 * @param channel the virtual channel of its rows
 * @param inserts field, or group of columns, to the ids of its logs
 * @param deltas the ids of its delta logs
 */
public record SegmentLogs(
    long segmentId, String channel, Map<Long, List<Long>> inserts, List<Long> deltas) {}
