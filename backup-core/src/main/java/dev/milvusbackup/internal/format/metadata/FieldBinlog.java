package dev.milvusbackup.internal.format.metadata;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.milvusbackup.internal.format.json.MetadataDefaults;
import java.util.List;

/** The binlogs of one field of a segment. Names and omissions as the Go tool writes them. */
public record FieldBinlog(
    @JsonProperty("fieldID") long fieldId, @JsonProperty("binlogs") List<Binlog> binlogs) {

  /** Takes what the JSON leaves out as empty. */
  public FieldBinlog {
    binlogs = MetadataDefaults.list(binlogs);
  }
}
