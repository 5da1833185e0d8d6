package dev.milvusbackup.internal.sharing;

import dev.milvusbackup.internal.format.commit.CondemnedRecord;
import dev.milvusbackup.internal.format.json.MetadataJson;
import dev.milvusbackup.internal.format.metadata.CollectionBackupInfo;
import dev.milvusbackup.internal.sharing.CondemnedLists.CondemnedList;
import dev.milvusbackup.storage.ObjectBody;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.PutMode;
import java.util.Collection;
import java.util.List;

/**
 * The lists of damaged shared segments that existed before a look at these segments. A list that is
 * written later may be about newer damage.
 */
public final class DamageLists {

  private final List<CondemnedList> lists;

  private DamageLists(List<CondemnedList> lists) {
    this.lists = lists;
  }

  public static DamageLists read(ObjectStore store) {
    return new DamageLists(
        new CondemnedLists(store)
            .read().stream()
                .filter(list -> list.record().filter(CondemnedRecord::damaged).isPresent())
                .toList());
  }

  /**
   * Lets later backups refer again to the segments of a backup that are sound.
   *
   * @param backup all its collections
   * @param damaged the objects that are still damaged
   */
  public void end(
      ObjectStore store, List<CollectionBackupInfo> backup, Collection<ObjectKey> damaged) {
    SharedSegments bad = DamagedSegments.of(damaged);
    SharedSegments sound = new SharedSegments();
    References.each(
        backup,
        (segment, shared) -> {
          if (!bad.contains(shared.root(), segment.segmentId())) {
            sound.add(shared.root(), segment.segmentId());
          }
        });
    for (CondemnedList list : lists) {
      CondemnedRecord record = list.record().orElseThrow();
      if (sound.containsAny(record)) {
        shorten(store, list.info().key(), sound.others(record));
      }
    }
  }

  private static void shorten(ObjectStore store, ObjectKey key, SharedSegments rest) {
    if (rest.isEmpty()) {
      store.delete(List.of(key));
    } else {
      store.put(key, ObjectBody.of(MetadataJson.write(rest.list(true))), PutMode.REPLACE);
    }
  }
}
