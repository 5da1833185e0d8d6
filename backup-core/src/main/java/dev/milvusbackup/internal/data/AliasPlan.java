package dev.milvusbackup.internal.data;

import dev.milvusbackup.CollectionName;
import java.util.List;
import java.util.Map;

/**
 * The aliases that a restore sets, by the target name of the collection.
 *
 * @param returned aliases of the backup whose names are free
 * @param taken aliases of the backup that now belong to another collection: they stay there
 * @param switched aliases that move from their owner
 */
public record AliasPlan(
    Map<CollectionName, List<CollectionName>> returned,
    Map<CollectionName, List<String>> taken,
    Map<CollectionName, List<CollectionName>> switched) {

  public List<CollectionName> returnedTo(CollectionName target) {
    return returned.getOrDefault(target, List.of());
  }

  public List<String> takenFrom(CollectionName target) {
    return taken.getOrDefault(target, List.of());
  }

  public List<CollectionName> switchedTo(CollectionName target) {
    return switched.getOrDefault(target, List.of());
  }
}
