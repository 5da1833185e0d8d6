package dev.milvusbackup.internal.milvus;

import dev.milvusbackup.CollectionName;
import java.util.List;
import java.util.Optional;

/** Aliases of collections. An alias is a full name, with its database. */
public interface MilvusAliases {

  /** The current aliases of a collection. */
  List<String> of(CollectionName name);

  /** The collection with that name or alias; empty if none exists. */
  Optional<CollectionName> owner(CollectionName name);

  /** Points an alias to a collection, whatever it pointed to before. */
  void point(CollectionName alias, CollectionName target);
}
