package dev.milvusbackup.internal.format;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/** The binlogs of one field of a segment. Names and omissions as the Go tool writes them. */
public record FieldBinlog(
    @JsonProperty("fieldID") long fieldId, @JsonProperty("binlogs") List<Binlog> binlogs) {

  /** Takes what the JSON leaves out as empty. */
  public FieldBinlog {
    binlogs = MetaDefaults.list(binlogs);
  }
}
