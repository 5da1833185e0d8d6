package dev.milvusbackup.internal.milvus;

import dev.milvusbackup.CollectionName;
import java.util.List;
import java.util.Optional;

/** Other names of collections. An alias is given as a full name, with its database. */
public interface MilvusAliases {

  /** The aliases of a collection, where its describe does not tell them. */
  List<String> of(CollectionName name);

  /** The collection that goes by a name, be it its own or an alias; empty if none does. */
  Optional<CollectionName> owner(CollectionName name);

  /** Lets an alias point to a collection, wherever it pointed before. */
  void point(CollectionName alias, CollectionName target);
}
