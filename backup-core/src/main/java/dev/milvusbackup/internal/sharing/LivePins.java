package dev.milvusbackup.internal.sharing;

import dev.milvusbackup.error.CorruptBackupException;
import dev.milvusbackup.internal.format.SharedLayout;
import dev.milvusbackup.internal.format.commit.PinRecord;
import dev.milvusbackup.internal.format.json.MetadataJson;
import dev.milvusbackup.internal.storage.SmallObject;
import dev.milvusbackup.storage.ObjectInfo;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectNotFoundException;
import dev.milvusbackup.storage.ObjectStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The pins of jobs that may be running, by token.
 *
 * @param pins what each of them says
 * @param dead the keys of pins that were not renewed for so long that their jobs are dead
 */
record LivePins(Map<String, PinRecord> pins, List<ObjectKey> dead) {

  /**
   * Lists them.
   *
   * @param oldest a pin that was last written before is that of a dead job
   */
  static LivePins list(ObjectStore store, Instant oldest) {
    Map<String, PinRecord> pins = new TreeMap<>();
    List<ObjectKey> dead = new ArrayList<>();
    List<ObjectInfo> files;
    try (Stream<ObjectInfo> objects = store.list(SharedLayout.PINS)) {
      files = objects.toList();
    }
    for (ObjectInfo file : files) {
      // Of an object without a time nothing says that it is old.
      if (file.lastModified().filter(oldest::isAfter).isPresent()) {
        dead.add(file.key());
      } else {
        SharedLayout.name(file.key(), SharedLayout.PINS)
            .ifPresent(token -> read(store, file.key()).ifPresent(pin -> pins.put(token, pin)));
      }
    }
    return new LivePins(pins, dead);
  }

  /** Empty if the job has just ended. */
  private static Optional<PinRecord> read(ObjectStore store, ObjectKey key) {
    try {
      return Optional.of(
          MetadataJson.read(SmallObject.read(store, key), PinRecord.class, key.toString()));
    } catch (ObjectNotFoundException e) {
      return Optional.empty();
    } catch (CorruptBackupException e) {
      return Optional.of(PinRecord.unreadable());
    }
  }

  /** These and others, as long as each of both was seen. */
  LivePins and(LivePins later) {
    Map<String, PinRecord> all = new TreeMap<>(pins);
    // A job that has seen more than before relies on what it has seen before that.
    later.pins.forEach(all::putIfAbsent);
    return new LivePins(all, dead);
  }

  /** The jobs that may rely on what a list names, for people. */
  List<String> unaware(String list) {
    return pins.values().stream()
        .filter(pin -> !pin.seen().contains(list))
        .map(PinRecord::holder)
        .toList();
  }
}
