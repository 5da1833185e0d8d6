package dev.milvusbackup.internal.format.commit;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.milvusbackup.internal.format.metadata.BackupInfo;

/** An {@link IncrementalCommit} without its objects. */
public record IncrementTree(
    @JsonProperty("format_version") int formatVersion, @JsonProperty("tree") BackupInfo tree) {}
