package dev.milvusbackup.internal.binlog.imports;

import dev.milvusbackup.internal.job.JobContext;
import dev.milvusbackup.internal.transfer.ObjectCopier;
import dev.milvusbackup.internal.transfer.ObjectCopy;
import dev.milvusbackup.storage.ObjectInfo;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Stages segments where Milvus can read them. It keeps intact files of an interrupted run and
 * removes all others, since Milvus imports every file there.
 */
public final class SegmentStager {

  private final ObjectStore staging;
  private final ObjectKey directory;
  private final ObjectCopier copier;
  private @Nullable Set<ObjectKey> atFirst; // the collections that have leftovers

  public SegmentStager(ObjectStore staging, ObjectKey directory, ObjectCopier copier) {
    this.staging = staging;
    this.directory = directory;
    this.copier = copier;
  }

  public void stage(long collection, List<? extends ImportWork> units, JobContext job) {
    List<ObjectCopy> copies = units.stream().flatMap(unit -> unit.staging().stream()).toList();
    if (copies.isEmpty()) {
      return;
    }
    Map<ObjectKey, ObjectInfo> found = leftovers(directory.resolve(Long.toString(collection)));
    List<ObjectCopy> present = new ArrayList<>();
    List<ObjectCopy> missing = new ArrayList<>();
    for (ObjectCopy copy : copies) {
      ObjectInfo info = found.get(copy.to());
      boolean likely = info != null && info.size() == copy.size() && copy.digest().isPresent();
      (likely ? present : missing).add(copy);
    }
    present.forEach(copy -> found.remove(copy.to()));
    if (!found.isEmpty()) {
      staging.delete(found.keySet());
    }
    missing.addAll(copier.withoutIntact(present, job));
    copier.copyAll(missing, job);
  }

  /** Only an interrupted run of the same restore has left some: nothing else writes there. */
  private Map<ObjectKey, ObjectInfo> leftovers(ObjectKey below) {
    return directoriesAtFirst().contains(below) ? found(below) : Map.of();
  }

  private synchronized Set<ObjectKey> directoriesAtFirst() {
    if (atFirst == null) {
      try (Stream<ObjectKey> directories = staging.directories(directory)) {
        atFirst = directories.collect(Collectors.toSet());
      }
    }
    return atFirst;
  }

  private Map<ObjectKey, ObjectInfo> found(ObjectKey below) {
    Map<ObjectKey, ObjectInfo> found = new TreeMap<>();
    try (Stream<ObjectInfo> objects = staging.list(below)) {
      objects.forEach(object -> found.put(object.key(), object));
    }
    return found;
  }
}
