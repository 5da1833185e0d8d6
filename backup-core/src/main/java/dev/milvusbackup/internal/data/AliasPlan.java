package dev.milvusbackup.internal.data;

import dev.milvusbackup.CollectionName;
import java.util.List;
import java.util.Map;

/**
 * Which aliases a restore sets, by the name that the collection gets.
 *
 * @param returned of the backup, and free
 * @param taken of the backup, but with another owner by now: they stay there
 * @param switched those that are to leave their owner
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
