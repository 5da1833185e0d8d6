package dev.milvusbackup.internal.format.commit;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.milvusbackup.internal.format.json.MetadataDefaults;
import java.util.List;
import java.util.Map;

/**
 * A list of shared segments that nothing referred to when it was written. They are removed later,
 * and no job begins to rely on one.
 *
 * @param segments the ids of the segments of each root
 */
public record CondemnedRecord(@JsonProperty("segments") Map<String, List<Long>> segments) {

  /** Replaces values that the JSON leaves out by empty ones. */
  public CondemnedRecord {
    segments = MetadataDefaults.map(segments);
  }
}
