package dev.milvusbackup.internal.format.commit;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.milvusbackup.internal.format.json.MetadataDefaults;
import java.util.List;
import java.util.Map;

/**
 * A list of shared segments that no job begins to rely on. Nothing referred to them when it was
 * written, and they are removed later; or they are damaged.
 *
 * @param segments the ids of the segments of each root
 * @param damaged whether they are damaged, so that the list stays as long as a backup needs one
 * @param removing whether a prune has begun to remove them, so that no backup is undeleted that
 *     needs one
 */
public record CondemnedRecord(
    @JsonProperty("segments") Map<String, List<Long>> segments,
    @JsonProperty("damaged") boolean damaged,
    @JsonProperty("removing") boolean removing) {

  /** Replaces values that the JSON leaves out by empty ones. */
  public CondemnedRecord {
    segments = MetadataDefaults.map(segments);
  }

  public CondemnedRecord startRemoving() {
    return new CondemnedRecord(segments, damaged, true);
  }
}
