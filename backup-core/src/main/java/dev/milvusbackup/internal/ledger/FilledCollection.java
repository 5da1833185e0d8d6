package dev.milvusbackup.internal.ledger;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.milvusbackup.CollectionName;
import java.util.Objects;

/**
 * The collection of Milvus that receives the rows.
 *
 * @param name its name, in the database of the target
 * @param id its id in Milvus, once known: a name can move to another collection
 * @param append whether it existed before
 * @param rowsBefore the rows that it had then
 */
public record FilledCollection(
    @JsonProperty("name") String name,
    @JsonProperty("id") long id,
    @JsonProperty("append") boolean append,
    @JsonProperty("rows_before") long rowsBefore) {

  /** Replaces a name that the JSON leaves out by an empty one. */
  public FilledCollection {
    name = Objects.requireNonNullElse(name, "");
  }

  static FilledCollection named(CollectionName name) {
    return new FilledCollection(name.name(), 0, false, 0);
  }

  FilledCollection withId(long newId) {
    return new FilledCollection(name, newId, append, rowsBefore);
  }
}
