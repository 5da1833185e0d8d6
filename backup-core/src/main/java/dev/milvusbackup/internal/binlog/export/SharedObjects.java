package dev.milvusbackup.internal.binlog.export;

import dev.milvusbackup.internal.format.BackupLayout;
import dev.milvusbackup.internal.format.commit.CommittedObject;
import dev.milvusbackup.internal.format.metadata.CollectionBackupInfo;
import dev.milvusbackup.internal.format.metadata.PartitionBackupInfo;
import dev.milvusbackup.internal.format.metadata.SegmentBackupInfo;
import dev.milvusbackup.internal.format.metadata.SharedLogs;
import dev.milvusbackup.internal.format.packed.LazyList;
import dev.milvusbackup.internal.sharing.Sharing;
import dev.milvusbackup.internal.transfer.CopiedObject;
import dev.milvusbackup.internal.transfer.CopiedObject.Route;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Lists the objects of an incremental backup in the order of its commit object. */
record SharedObjects(BackupLayout layout, Sharing sharing) {

  /**
   * The objects.
   *
   * @param copied the copied ones
   */
  List<CopiedObject> all(List<CollectionBackupInfo> collections, List<CopiedObject> copied) {
    List<CopiedObject> sorted = sorted(copied);
    int own = firstOwn(sorted);
    TreeMap<String, List<List<CopiedObject>>> shared = new TreeMap<>(reused(collections));
    shared.computeIfAbsent(sharing.root(), root -> new ArrayList<>()).add(sorted.subList(0, own));
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
        for (String root : used) {
          String directory = collection.collectionId() + "/" + partition.partitionId() + "/";
          roots
              .computeIfAbsent(root, name -> new TreeMap<>())
              .put(
                  directory,
                  SegmentElements.of(
                      CollectionSnapshot.in(root, partition.segments()),
                      segment -> SegmentElements.count(segment.binlogs()),
                      this::objects));
        }
      }
    }
    Map<String, List<List<CopiedObject>>> reused = new TreeMap<>();
    roots.forEach((root, segments) -> reused.put(root, new ArrayList<>(segments.values())));
    return reused;
  }

  /** The roots of others that a partition has segments in. */
  private Set<String> roots(PartitionBackupInfo partition) {
    Set<String> roots = new TreeSet<>();
    for (SegmentBackupInfo segment : partition.segments()) {
      SharedLogs shared = segment.shared();
      if (shared != null && !shared.root().equals(sharing.root())) {
        roots.add(shared.root());
      }
    }
    return roots;
  }

  private List<CopiedObject> objects(SegmentBackupInfo segment) {
    return sharing.objects(segment).stream().map(this::reused).toList();
  }

  private CopiedObject reused(CommittedObject object) {
    return new CopiedObject(
        layout.key(object.path()), object.size(), object.parsedDigest(), Route.REUSED);
  }
}
