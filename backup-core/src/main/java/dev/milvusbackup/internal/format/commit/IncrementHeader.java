package dev.milvusbackup.internal.format.commit;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.milvusbackup.internal.format.json.MetadataDefaults;
import dev.milvusbackup.internal.format.metadata.BackupInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The beginning of the commit object of an incremental backup, so that a listing need not read the
 * rest.
 *
 * @param source the storage of the Milvus that was backed up
 * @param create a word that no other create has
 * @param summary the tree without collections
 * @param collections the ids of the collections
 */
public record IncrementHeader(
    @JsonProperty("format_version") int formatVersion,
    @JsonProperty("source") String source,
    @JsonProperty("create") String create,
    @JsonProperty("summary") @Nullable BackupInfo summary,
    @JsonProperty("collections") List<Long> collections) {

  /** The only version. */
  public static final int FORMAT_VERSION = 1;

  /** Replaces values that the JSON leaves out by empty ones. */
  public IncrementHeader {
    source = MetadataDefaults.text(source);
    create = MetadataDefaults.text(create);
    collections = MetadataDefaults.list(collections);
  }
}
