package dev.milvusbackup.internal.milvus;

import dev.milvusbackup.CollectionName;
import java.util.List;

/** The load state of collections. States are those of the format: NotLoad, Loading, Loaded. */
public interface MilvusLoading {

  String NOT_LOADED = "NotLoad";
  String LOADING = "Loading";
  String LOADED = "Loaded";

  String state(CollectionName name);

  String state(CollectionName name, String partition);

  /** The number of replicas; 0 if unknown, for example while it is loading. */
  int replicas(CollectionName name, long collectionId);

  /** Whether it can be queried; of some partitions only, if only these were loaded. */
  default boolean isLoaded(CollectionName name) {
    return state(name).equals(LOADED);
  }

  /** Starts to load the collection, which needs an index; {@link #state} reports the end. */
  void load(CollectionName name, int replicas);

  /** Starts to load some partitions. */
  void load(CollectionName name, List<String> partitions, int replicas);

  void release(CollectionName name);
}
