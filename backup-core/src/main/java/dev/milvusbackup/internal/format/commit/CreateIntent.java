package dev.milvusbackup.internal.format.commit;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.milvusbackup.BackupMode;
import dev.milvusbackup.BackupStrategy;
import dev.milvusbackup.internal.format.json.MetadataDefaults;
import java.util.List;

/**
 * What a create was asked for: two are the same if what one has copied serves the other.
 *
 * @param collections the selectors, sorted; empty means all
 * @param strategy how much to take
 * @param source the storage of the Milvus that is backed up
 */
public record CreateIntent(
    @JsonProperty("collections") List<String> collections,
    @JsonProperty("strategy") String strategy,
    @JsonProperty("source") String source) {

  /** Takes what the JSON leaves out as empty. */
  public CreateIntent {
    collections = MetadataDefaults.list(collections);
    strategy = MetadataDefaults.text(strategy);
    source = MetadataDefaults.text(source);
  }

  /** How an intent names what a create takes of the collections. */
  public static String strategy(BackupMode mode, BackupStrategy strategy) {
    return mode == BackupMode.LOGICAL ? mode + " " + strategy : strategy.name();
  }

  /** For messages. */
  @Override
  public String toString() {
    return "%s of %s with %s"
        .formatted(
            collections.isEmpty() ? "all collections" : String.join(", ", collections),
            source,
            strategy);
  }
}
