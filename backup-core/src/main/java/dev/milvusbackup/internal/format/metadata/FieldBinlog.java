package dev.milvusbackup.internal.format.metadata;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.milvusbackup.internal.format.json.MetadataDefaults;
import java.util.List;

/** The binlogs of one field of a segment. Names and omissions are those of the Go tool. */
public record FieldBinlog(
    @JsonProperty("fieldID") long fieldId, @JsonProperty("binlogs") List<Binlog> binlogs) {

  /** Replaces values that the JSON leaves out by empty ones. */
  public FieldBinlog {
    binlogs = MetadataDefaults.list(binlogs);
  }
}
