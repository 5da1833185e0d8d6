package dev.milvusbackup.internal.restore.naming;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.error.CollectionNotFoundException;
import dev.milvusbackup.error.DatabaseNotFoundException;
import dev.milvusbackup.internal.milvus.MilvusGateway;
import java.util.List;

/**
 * Lets the aliases of a collection that is about to be dropped point to another one. Milvus 2.3
 * drops collections with aliases and leaves these pointing nowhere.
 */
public record AliasHandover(MilvusGateway milvus) {

  public void handOver(CollectionName from, CollectionName to) {
    for (String alias : aliases(from)) {
      milvus.aliases().point(new CollectionName(from.database(), alias), to);
    }
  }

  /** None of one that is gone, dropped by a call whose answer was lost, say. */
  private List<String> aliases(CollectionName name) {
    try {
      return milvus.collections().describe(name).aliases();
    } catch (CollectionNotFoundException | DatabaseNotFoundException e) {
      return List.of();
    }
  }
}
