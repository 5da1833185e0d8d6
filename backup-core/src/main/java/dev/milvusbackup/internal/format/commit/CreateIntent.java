package dev.milvusbackup.internal.format.commit;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.milvusbackup.BackupMode;
import dev.milvusbackup.BackupStrategy;
import dev.milvusbackup.internal.format.json.MetadataDefaults;
import java.time.Duration;
import java.util.List;

/**
 * The request of a create: two are equal if one can reuse the copies of the other.
 *
 * @param collections the selectors, sorted; empty means all
 * @param strategy which rows to include
 * @param source the storage of the Milvus that is backed up
 */
public record CreateIntent(
    @JsonProperty("collections") List<String> collections,
    @JsonProperty("strategy") String strategy,
    @JsonProperty("source") String source) {

  /** Replaces values that the JSON leaves out by empty ones. */
  public CreateIntent {
    collections = MetadataDefaults.list(collections);
    strategy = MetadataDefaults.text(strategy);
    source = MetadataDefaults.text(source);
  }

  /** The name of a strategy and mode in an intent. */
  public static String strategy(BackupMode mode, BackupStrategy strategy, boolean incremental) {
    String kind = mode == BackupMode.LOGICAL ? mode + " " : "";
    return (incremental ? "INCREMENTAL " : kind) + strategy;
  }

  /** Returns the intent to lock the backup, too. */
  public CreateIntent locking(Duration duration) {
    return new CreateIntent(collections, strategy + " LOCKED " + duration, source);
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
