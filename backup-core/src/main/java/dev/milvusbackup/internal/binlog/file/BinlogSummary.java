package dev.milvusbackup.internal.binlog.file;

/**
 * The header information of a binlog.
 *
 * @param segmentId the segment that it was written for; {@link #UNKNOWN} in files of storage
 *     version 2, which do not contain it
 * @param fieldId the field whose values it holds, of an insert log; likewise
 * @param rows the rows, or the deletes of a delta log
 */
public record BinlogSummary(long segmentId, long fieldId, long rows) {

  public static final long UNKNOWN = -1;
}
