package dev.milvusbackup.internal;

import dev.milvusbackup.BackupName;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** The backups that running jobs of a client read, so that no prune of it deletes them. */
final class BackupsInUse {

  private final Map<String, Integer> readers = new ConcurrentHashMap<>();

  <T> T during(BackupName backup, Supplier<T> work) {
    readers.merge(backup.value(), 1, Integer::sum);
    try {
      return work.get();
    } finally {
      readers.computeIfPresent(backup.value(), (name, count) -> count == 1 ? null : count - 1);
    }
  }

  boolean contains(String backup) {
    return readers.containsKey(backup);
  }
}
