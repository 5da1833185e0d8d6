package dev.milvusbackup.internal.format.metadata;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.milvusbackup.internal.format.json.MetadataDefaults;

/**
 * Where the insert logs of a segment of an incremental backup are.
 *
 * @param root the name of the root of shared objects; empty as long as none is chosen, and in
 *     damaged metadata
 * @param fingerprint identifies the insert logs in the storage of Milvus; empty if nothing does, so
 *     that no later backup refers to them
 */
public record SharedLogs(
    @JsonProperty("root") String root, @JsonProperty("fingerprint") String fingerprint) {

  /** Replaces values that the JSON leaves out by empty ones. */
  public SharedLogs {
    root = MetadataDefaults.text(root);
    fingerprint = MetadataDefaults.text(fingerprint);
  }

  /** Without a root. */
  public static SharedLogs unplaced(String fingerprint) {
    return new SharedLogs("", fingerprint);
  }
}
