package dev.milvusbackup.internal.binlog.export;

import dev.milvusbackup.internal.format.BackupLayout;
import dev.milvusbackup.internal.format.SharedLayout;
import dev.milvusbackup.internal.format.commit.CommittedObject;
import dev.milvusbackup.internal.format.commit.PackedObjects;
import dev.milvusbackup.internal.format.metadata.CollectionBackupInfo;
import dev.milvusbackup.internal.format.metadata.PartitionBackupInfo;
import dev.milvusbackup.internal.format.metadata.SegmentBackupInfo;
import dev.milvusbackup.internal.format.metadata.SharedLogs;
import dev.milvusbackup.internal.format.packed.LazyList;
import dev.milvusbackup.internal.transfer.CopiedObject;
import dev.milvusbackup.internal.transfer.CopiedObject.Route;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Lists the objects of an incremental backup in the order of its commit object.
 *
 * @param stored what the store held before, and more
 * @param root for those that it copies
 */
public record SharedObjects(BackupLayout layout, List<PackedObjects> stored, String root) {

  /**
   * The objects.
   *
   * @param copied the copied ones
   */
  public List<CopiedObject> all(List<CollectionBackupInfo> collections, List<CopiedObject> copied) {
    List<CopiedObject> sorted = sorted(copied);
    int own = firstOwn(sorted);
    TreeMap<String, List<List<CopiedObject>>> shared = new TreeMap<>(reused(collections));
    shared.computeIfAbsent(root, name -> new ArrayList<>()).add(sorted.subList(0, own));
    List<List<CopiedObject>> all = new ArrayList<>();
    all.add(sorted.subList(own, sorted.size())); // "binlogs/…" sorts before "shared/…"
    shared.values().forEach(all::addAll);
    return LazyList.concat(all);
  }

  /** Shared ones come first, since their keys do. */
  private static List<CopiedObject> sorted(List<CopiedObject> copied) {
    CopiedObject previous = null;
    for (CopiedObject object : copied) {
      if (previous != null && previous.key().compareTo(object.key()) > 0) {
        return copied.stream().sorted(Comparator.comparing(CopiedObject::key)).toList();
      }
      previous = object;
    }
    return copied;
  }

  private int firstOwn(List<CopiedObject> sorted) {
    int first = 0;
    for (CopiedObject object : sorted) {
      if (object.key().isBelow(layout.directory())) {
        break;
      }
      first++;
    }
    return first;
  }

  /** For each root its segments in the order of their keys, directory by directory. */
  private Map<String, List<List<CopiedObject>>> reused(List<CollectionBackupInfo> collections) {
    Map<String, TreeMap<String, List<CopiedObject>>> roots = new TreeMap<>();
    for (CollectionBackupInfo collection : collections) {
      for (PartitionBackupInfo partition : collection.partitions()) {
        Set<String> used = roots(partition);
        for (String other : used) {
          String directory = collection.collectionId() + "/" + partition.partitionId() + "/";
          roots
              .computeIfAbsent(other, name -> new TreeMap<>())
              .put(
                  directory,
                  SegmentElements.of(
                      CollectionSnapshot.in(other, partition.segments()),
                      segment -> SegmentElements.count(segment.binlogs()),
                      this::objects));
        }
      }
    }
    Map<String, List<List<CopiedObject>>> reused = new TreeMap<>();
    roots.forEach((name, segments) -> reused.put(name, new ArrayList<>(segments.values())));
    return reused;
  }

  /** The roots of others that a partition has segments in. */
  private Set<String> roots(PartitionBackupInfo partition) {
    Set<String> roots = new TreeSet<>();
    for (SegmentBackupInfo segment : partition.segments()) {
      SharedLogs shared = segment.shared();
      if (shared != null && !shared.root().equals(root)) {
        roots.add(shared.root());
      }
    }
    return roots;
  }

  private List<CopiedObject> objects(SegmentBackupInfo segment) {
    String other = Objects.requireNonNull(segment.shared()).root();
    String directory = SharedLayout.path(SharedLayout.group(other, segment)) + "/";
    int count = SegmentElements.count(segment.binlogs());
    for (PackedObjects list : stored) {
      List<CommittedObject> found = list.from(directory, count);
      if (found.size() == count && found.get(count - 1).path().startsWith(directory)) {
        return found.stream().map(this::reused).toList();
      }
    }
    throw new IllegalStateException("Nothing lists the objects of " + directory);
  }

  private CopiedObject reused(CommittedObject object) {
    return new CopiedObject(
        layout.key(object.path()), object.size(), object.parsedDigest(), Route.REUSED);
  }
}
