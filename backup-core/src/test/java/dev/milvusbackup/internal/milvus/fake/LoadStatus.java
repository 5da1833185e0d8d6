package dev.milvusbackup.internal.milvus.fake;

import dev.milvusbackup.internal.milvus.MilvusLoading;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Whether a collection is loaded, and what has happened to it since. */
final class LoadStatus {

  final List<Deletion> deletionsSince = new ArrayList<>();
  private final Set<String> partitions = new HashSet<>();
  private String state = MilvusLoading.NOT_LOADED;
  private int replicas;
  private long number;

  String state() {
    return state;
  }

  /** Of a partition: only some may be loaded. */
  String state(String partition) {
    return partitions.isEmpty() || partitions.contains(partition)
        ? state
        : MilvusLoading.NOT_LOADED;
  }

  boolean isLoaded() {
    return state.equals(MilvusLoading.LOADED);
  }

  boolean isOfSome() {
    return !partitions.isEmpty();
  }

  int replicas() {
    return isLoaded() ? replicas : 0;
  }

  /** Which load this is. */
  long number() {
    return number;
  }

  long begin(Set<String> some, int newReplicas) {
    state = MilvusLoading.LOADING;
    partitions.clear();
    partitions.addAll(some);
    replicas = newReplicas;
    deletionsSince.clear();
    return ++number;
  }

  void done(long which) {
    if (which == number && state.equals(MilvusLoading.LOADING)) {
      state = MilvusLoading.LOADED;
    }
  }

  void release() {
    state = MilvusLoading.NOT_LOADED;
    partitions.clear();
    replicas = 0;
    deletionsSince.clear();
    number++;
  }
}
