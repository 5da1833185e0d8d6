package dev.milvusbackup.internal.format.commit;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.milvusbackup.internal.format.json.MetadataDefaults;
import dev.milvusbackup.internal.format.metadata.SegmentBackupInfo;
import java.util.List;

/**
 * A part of the list of objects that an unfinished create has copied.
 *
 * @param source the storage it was copied from; useless for a create from another storage
 * @param segments where the shared ones among them belong, without their logs
 */
public record LedgerRecord(
    @JsonProperty("source") String source,
    @JsonProperty("objects") List<CommittedObject> objects,
    @JsonProperty("segments") List<SegmentBackupInfo> segments) {

  /** Replaces values that the JSON leaves out by empty ones. */
  public LedgerRecord {
    source = MetadataDefaults.text(source);
    objects = MetadataDefaults.list(objects);
    segments = MetadataDefaults.list(segments);
  }
}
