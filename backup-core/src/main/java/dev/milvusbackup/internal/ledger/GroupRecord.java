package dev.milvusbackup.internal.ledger;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/** The records of some collections, which are one object. */
record GroupRecord(@JsonProperty("collections") List<CollectionRecord> collections) {

  /** An object without the list is none of ours, so it does not parse. */
  GroupRecord {
    collections = List.copyOf(collections);
  }
}
