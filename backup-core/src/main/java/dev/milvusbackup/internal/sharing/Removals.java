package dev.milvusbackup.internal.sharing;

import dev.milvusbackup.internal.format.metadata.CollectionBackupInfo;
import dev.milvusbackup.storage.ObjectStore;
import java.util.List;

/** What prunes are removing right now, see {@code docs/adr/0016}. */
public record Removals(ObjectStore store) {

  /** Whether they may remove a segment that a backup refers to. */
  public boolean concern(List<CollectionBackupInfo> backup) {
    SharedSegments needed = new SharedSegments();
    needed.addAll(backup);
    return new CondemnedLists(store)
        .read().stream()
            .flatMap(list -> list.record().stream())
            .anyMatch(record -> record.removing() && needed.containsAny(record));
  }
}
