package dev.milvusbackup.internal.milvus;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.internal.format.schema.IndexInfo;
import java.util.List;

/** The indexes of a collection. */
public interface MilvusIndexes {

  List<IndexInfo> of(CollectionName name);

  void create(CollectionName target, IndexInfo index);

  /** Drops an index. Milvus refuses it while the collection is loaded. */
  void drop(CollectionName target, IndexInfo index);
}
