package dev.milvusbackup.internal.binlog.imports;

import dev.milvusbackup.RestoreReport.Placement;
import dev.milvusbackup.internal.data.RestorePlan.CollectionPlan;
import dev.milvusbackup.internal.format.metadata.TimeCut;
import dev.milvusbackup.internal.milvus.imports.BinlogDirectory;
import dev.milvusbackup.internal.milvus.imports.BinlogDirectory.Deletes;
import dev.milvusbackup.internal.milvus.imports.ImportJob.SegmentFormat;
import dev.milvusbackup.internal.transfer.ObjectCopy;
import dev.milvusbackup.manifest.PartitionManifest;
import dev.milvusbackup.manifest.SegmentManifest;
import dev.milvusbackup.manifest.StoredObject;
import dev.milvusbackup.storage.ObjectKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Groups the segments of a collection into import jobs: as few as possible, since Milvus before 2.4
 * runs one job at a time, but none so large that it would expire.
 *
 * <p>The directory of a partition, with group and segment directories below, is one job, for
 * inserts and deletes alike. Both paths of a job have to be at the same level, or Milvus silently
 * drops deletes.
 */
final class PartitionImportPlanner implements ImportPlanner {

  private final ImportPlaces places;
  private final long bytesPerJob;

  PartitionImportPlanner(ImportPlaces places, long bytesPerJob) {
    this.places = places;
    this.bytesPerJob = bytesPerJob;
  }

  @Override
  public Placement placement(CollectionPlan collection) {
    boolean readable = places.inPlace().isPresent() && !isShared(collection);
    boolean swallowable =
        collection.manifest().partitions().stream().allMatch(p -> size(p) <= bytesPerJob);
    return readable && swallowable ? Placement.IN_PLACE : Placement.STAGED;
  }

  /** The segments of a partition are in several roots, and a job names one directory. */
  private static boolean isShared(CollectionPlan collection) {
    return collection.info().partitions().stream()
        .flatMap(partition -> partition.segments().stream())
        .anyMatch(segment -> segment.shared() != null);
  }

  @Override
  public List<ImportUnit> units(CollectionPlan collection, Placement placement) {
    List<ImportUnit> units = new ArrayList<>();
    for (PartitionManifest partition : collection.manifest().partitions()) {
      List<SegmentManifest> filled =
          partition.segments().stream().filter(s -> s.rowCount() > 0).toList();
      if (!filled.isEmpty()) {
        units.addAll(
            placement == Placement.IN_PLACE
                ? List.of(inPlace(collection, partition))
                : staged(collection, partition, filled, units.size()));
      }
    }
    return units;
  }

  /** None before 2.4. */
  @Override
  public List<DeleteUnit> deletes(CollectionPlan collection, Placement placement) {
    return List.of();
  }

  private ImportUnit inPlace(CollectionPlan collection, PartitionManifest partition) {
    String root = places.inPlace().orElseThrow();
    return unit(root, collection, partition, partition.segments(), List.of());
  }

  private List<ImportUnit> staged(
      CollectionPlan collection,
      PartitionManifest partition,
      List<SegmentManifest> filled,
      int first) {
    List<ImportUnit> units = new ArrayList<>();
    for (List<SegmentManifest> portion : portions(filled)) {
      String place = collection.manifest().id() + "/" + (first + units.size());
      units.add(staged(collection, partition, portion, places.staging().resolve(place)));
    }
    return units;
  }

  private ImportUnit staged(
      CollectionPlan collection,
      PartitionManifest partition,
      List<SegmentManifest> segments,
      ObjectKey unit) {
    List<ObjectCopy> copies = new ArrayList<>();
    for (SegmentManifest segment : segments) {
      segment.objects().forEach(object -> copies.add(places.copy(object, unit)));
    }
    return unit(places.staged(unit), collection, partition, segments, copies);
  }

  private static ImportUnit unit(
      String root,
      CollectionPlan collection,
      PartitionManifest partition,
      List<SegmentManifest> segments,
      List<ObjectCopy> staging) {
    Optional<TimeCut> cut = collection.info().timeCut();
    String directory = collection.manifest().id() + "/" + partition.id();
    Deletes deletes = hasDeletes(segments) ? Deletes.PRESENT : Deletes.ABSENT;
    return new ImportUnit(
        partition.name(),
        List.of(new BinlogDirectory(root, directory, deletes)),
        new SegmentFormat(0, cut.map(TimeCut::until)),
        new ExpectedRows(
            segments.stream().mapToLong(SegmentManifest::rowCount).sum(),
            cut.map(TimeCut::laterRows).orElse(0L)),
        segments.stream().mapToLong(PartitionImportPlanner::size).sum(),
        staging);
  }

  private List<List<SegmentManifest>> portions(List<SegmentManifest> segments) {
    List<List<SegmentManifest>> portions = new ArrayList<>();
    long filled = Long.MAX_VALUE;
    for (SegmentManifest segment : segments) {
      if (filled > bytesPerJob - size(segment)) {
        portions.add(new ArrayList<>());
        filled = 0;
      }
      portions.get(portions.size() - 1).add(segment);
      filled += size(segment);
    }
    return portions;
  }

  private static boolean hasDeletes(List<SegmentManifest> segments) {
    return segments.stream().anyMatch(s -> !s.deltaLogs().isEmpty());
  }

  private static long size(PartitionManifest partition) {
    return partition.segments().stream().mapToLong(PartitionImportPlanner::size).sum();
  }

  private static long size(SegmentManifest segment) {
    return segment.objects().mapToLong(StoredObject::size).sum();
  }
}
