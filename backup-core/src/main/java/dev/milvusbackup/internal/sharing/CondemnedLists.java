package dev.milvusbackup.internal.sharing;

import dev.milvusbackup.error.CorruptBackupException;
import dev.milvusbackup.internal.format.SharedLayout;
import dev.milvusbackup.internal.format.commit.CondemnedRecord;
import dev.milvusbackup.internal.format.json.MetadataJson;
import dev.milvusbackup.internal.storage.SmallObject;
import dev.milvusbackup.storage.ObjectBody;
import dev.milvusbackup.storage.ObjectInfo;
import dev.milvusbackup.storage.ObjectNotFoundException;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.PutMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the lists of shared segments that are to be removed. */
record CondemnedLists(ObjectStore store) {

  /**
   * A list.
   *
   * @param record empty if it cannot be read, so that nothing of it may be removed
   */
  record CondemnedList(String name, ObjectInfo info, Optional<CondemnedRecord> record) {

    /**
     * Whether what it names may be removed.
     *
     * @param oldest a list that was written before has waited long enough
     */
    boolean isDue(Instant oldest) {
      return record.isPresent()
          && !record.get().damaged()
          && (record.get().removing() || info.lastModified().filter(oldest::isAfter).isPresent());
    }
  }

  List<CondemnedList> read() {
    List<ObjectInfo> files;
    try (Stream<ObjectInfo> objects = store.list(SharedLayout.CONDEMNED)) {
      files = objects.toList();
    }
    List<CondemnedList> lists = new ArrayList<>();
    for (ObjectInfo file : files) {
      Optional<String> name = SharedLayout.name(file.key(), SharedLayout.CONDEMNED);
      name.flatMap(found -> read(found, file)).ifPresent(lists::add);
    }
    return lists;
  }

  /** Announces the removal of what a list names, before a prune looks whether anything needs it. */
  void startRemoving(CondemnedList list) {
    CondemnedRecord record = list.record().orElseThrow();
    if (!record.removing()) {
      byte[] json = MetadataJson.write(record.startRemoving());
      store.put(list.info().key(), ObjectBody.of(json), PutMode.REPLACE);
    }
  }

  /** Empty if another prune has just ended it. */
  private Optional<CondemnedList> read(String name, ObjectInfo file) {
    try {
      byte[] json = SmallObject.read(store, file.key());
      CondemnedRecord record =
          MetadataJson.read(json, CondemnedRecord.class, file.key().toString());
      return Optional.of(new CondemnedList(name, file, Optional.of(record)));
    } catch (ObjectNotFoundException e) {
      return Optional.empty();
    } catch (CorruptBackupException e) {
      return Optional.of(new CondemnedList(name, file, Optional.empty()));
    }
  }
}
