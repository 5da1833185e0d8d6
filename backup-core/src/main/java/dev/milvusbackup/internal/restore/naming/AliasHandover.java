package dev.milvusbackup.internal.restore.naming;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.error.CollectionNotFoundException;
import dev.milvusbackup.error.DatabaseNotFoundException;
import dev.milvusbackup.internal.milvus.MilvusGateway;
import java.util.List;

/**
 * Moves the aliases of a collection to another one before it is dropped. Milvus 2.3 drops
 * collections with aliases and leaves the aliases dangling.
 */
public record AliasHandover(MilvusGateway milvus) {

  public void handOver(CollectionName from, CollectionName to) {
    for (String alias : aliases(from)) {
      milvus.aliases().point(new CollectionName(from.database(), alias), to);
    }
  }

  /** None if it no longer exists, for example after a drop whose answer was lost. */
  private List<String> aliases(CollectionName name) {
    try {
      return milvus.aliases().of(name);
    } catch (CollectionNotFoundException | DatabaseNotFoundException e) {
      return List.of();
    }
  }
}
