package dev.milvusbackup.internal.milvus;

import dev.milvusbackup.CollectionName;
import java.util.List;

/** What is loaded for queries. States are those of the format: NotLoad, Loading, Loaded. */
public interface MilvusLoading {

  String NOT_LOADED = "NotLoad";
  String LOADING = "Loading";
  String LOADED = "Loaded";

  String state(CollectionName name);

  String state(CollectionName name, String partition);

  /** How many times it is loaded; 0 if that is not known, as while it is being loaded. */
  int replicas(CollectionName name, long collectionId);

  /** Whether queries can be made; of some partitions only, if just these were loaded. */
  default boolean isLoaded(CollectionName name) {
    return state(name).equals(LOADED);
  }

  /** Begins to load all of it, which needs an index; {@link #state} tells when it is done. */
  void load(CollectionName name, int replicas);

  /** Begins to load some partitions. */
  void load(CollectionName name, List<String> partitions, int replicas);

  void release(CollectionName name);
}
