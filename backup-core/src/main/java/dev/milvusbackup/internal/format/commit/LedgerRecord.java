package dev.milvusbackup.internal.format.commit;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.milvusbackup.internal.format.json.MetadataDefaults;
import java.util.List;

/**
 * A part of the list of what an unfinished create has copied.
 *
 * @param source the storage it was copied from; of no use for a create from another one
 */
public record LedgerRecord(
    @JsonProperty("source") String source, @JsonProperty("objects") List<CommittedObject> objects) {

  /** Takes what the JSON leaves out as empty. */
  public LedgerRecord {
    source = MetadataDefaults.text(source);
    objects = MetadataDefaults.list(objects);
  }
}
