package dev.milvusbackup.internal.binlog.imports;

import dev.milvusbackup.RestoreReport.Placement;
import dev.milvusbackup.internal.data.RestorePlan.CollectionPlan;
import dev.milvusbackup.internal.format.SharedLayout;
import dev.milvusbackup.internal.format.metadata.PartitionBackupInfo;
import dev.milvusbackup.internal.format.metadata.SegmentBackupInfo;
import dev.milvusbackup.internal.format.metadata.TimeCut;
import dev.milvusbackup.internal.milvus.imports.BinlogDirectory;
import dev.milvusbackup.internal.milvus.imports.BinlogDirectory.Deletes;
import dev.milvusbackup.internal.milvus.imports.ImportJob.DeleteDirectory;
import dev.milvusbackup.internal.milvus.imports.ImportJob.SegmentFormat;
import dev.milvusbackup.internal.milvus.server.ServerFeatures;
import dev.milvusbackup.internal.transfer.ObjectCopy;
import dev.milvusbackup.manifest.PartitionManifest;
import dev.milvusbackup.manifest.SegmentManifest;
import dev.milvusbackup.manifest.StoredObject;
import dev.milvusbackup.storage.ObjectKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Plans jobs for servers from 2.4 on. They accept many directories per job, run jobs in parallel,
 * and need separate, later jobs for segments of deletes.
 *
 * <p>A partition that fits into one job is named by its own directory, which has the groups of its
 * segments; otherwise, and if segments are shared with other backups, the job names the directories
 * of the groups.
 */
final class SegmentImportPlanner implements ImportPlanner {

  // Milvus refuses more, and counts segments, not directories.
  private static final int SEGMENTS_PER_JOB = 1024;
  private static final int DELETE_SEGMENTS_PER_JOB = 256;

  private final ServerFeatures server;
  private final ImportPlaces places;
  private final long bytesPerJob;

  SegmentImportPlanner(ServerFeatures server, ImportPlaces places, long bytesPerJob) {
    this.server = server;
    this.places = places;
    this.bytesPerJob = bytesPerJob;
  }

  @Override
  public Placement placement(CollectionPlan collection) {
    return places.inPlace().isPresent() ? Placement.IN_PLACE : Placement.STAGED;
  }

  @Override
  public List<ImportUnit> units(CollectionPlan collection, Placement placement) {
    Source source = source(collection, placement);
    List<ImportUnit> units = new ArrayList<>();
    partitions(collection)
        .forEach(
            (partition, segments) -> {
              List<Segment> filled =
                  segments.stream().filter(s -> s.manifest.rowCount() > 0).toList();
              for (List<Segment> portion : portions(filled)) {
                boolean whole = portion.size() == filled.size() && source.isOneDirectory(portion);
                units.add(unit(source, partition, portion, whole ? segments : List.of()));
              }
            });
    return units;
  }

  @Override
  public List<DeleteUnit> deletes(CollectionPlan collection, Placement placement) {
    Source source = source(collection, placement);
    List<Segment> ofAll = zip(collection.info().l0Segments(), collection.manifest().deletes());
    List<DeleteUnit> units = new ArrayList<>(deleteUnits(source, Optional.empty(), ofAll));
    partitions(collection)
        .forEach(
            (partition, segments) -> {
              List<Segment> deletes = segments.stream().filter(s -> s.info.l0()).toList();
              units.addAll(deleteUnits(source, Optional.of(partition), deletes));
            });
    return units;
  }

  /**
   * @param all the segments of the partition, if the portion is all that it has
   */
  private ImportUnit unit(
      Source source, String partition, List<Segment> portion, List<Segment> all) {
    SegmentBackupInfo first = portion.get(0).info;
    String parent = first.collectionId() + "/" + first.partitionId();
    List<BinlogDirectory> directories =
        all.isEmpty()
            ? portion.stream()
                .map(s -> directory(source, parent + "/" + s.info.groupId(), List.of(s)))
                .toList()
            : List.of(directory(source, parent, portion));
    return new ImportUnit(
        partition,
        directories,
        new SegmentFormat(first.storageVersion(), source.cut.map(TimeCut::until)),
        new ExpectedRows(
            portion.stream().mapToLong(s -> s.manifest.rowCount()).sum(),
            source.cut.map(TimeCut::laterRows).orElse(0L)),
        bytes(portion),
        source.staging(portion));
  }

  private static BinlogDirectory directory(Source source, String path, List<Segment> segments) {
    boolean deletes = segments.stream().anyMatch(s -> !s.manifest.deltaLogs().isEmpty());
    return new BinlogDirectory(
        source.insertRoot(segments.get(0)),
        source.root,
        path,
        deletes ? Deletes.PRESENT : Deletes.ABSENT);
  }

  private List<DeleteUnit> deleteUnits(
      Source source, Optional<String> partition, List<Segment> segments) {
    List<DeleteUnit> units = new ArrayList<>();
    if (server.importsDeletesInBatches()) {
      for (int i = 0; i < segments.size(); i += DELETE_SEGMENTS_PER_JOB) {
        List<Segment> some =
            segments.subList(i, Math.min(i + DELETE_SEGMENTS_PER_JOB, segments.size()));
        units.add(deleteUnit(source, partition, some, some.stream().map(Segment::path).toList()));
      }
    } else if (partition.isEmpty() && !segments.isEmpty()) {
      // One directory contains all of them and nothing else.
      SegmentBackupInfo first = segments.get(0).info;
      String path = first.collectionId() + "/" + SegmentBackupInfo.ALL_PARTITIONS;
      units.add(deleteUnit(source, partition, segments, List.of(path)));
    } else {
      segments.forEach(
          s -> units.add(deleteUnit(source, partition, List.of(s), List.of(s.path()))));
    }
    return units;
  }

  private static DeleteUnit deleteUnit(
      Source source, Optional<String> partition, List<Segment> segments, List<String> paths) {
    return new DeleteUnit(
        partition,
        paths.stream().map(path -> new DeleteDirectory(source.root, path)).toList(),
        bytes(segments),
        source.staging(segments));
  }

  /** Segments with the same read options, within the limits of number and size. */
  private List<List<Segment>> portions(List<Segment> segments) {
    Map<Long, List<Segment>> byFormat = new TreeMap<>();
    segments.forEach(
        s -> byFormat.computeIfAbsent(s.info.storageVersion(), v -> new ArrayList<>()).add(s));
    List<List<Segment>> portions = new ArrayList<>();
    for (List<Segment> alike : byFormat.values()) {
      // Without groups, only the partition can be named.
      boolean divisible = alike.stream().allMatch(s -> s.info.groupId() != 0);
      List<Segment> portion = new ArrayList<>();
      long bytes = 0;
      for (Segment segment : alike) {
        boolean full = portion.size() == SEGMENTS_PER_JOB || bytes + segment.bytes() > bytesPerJob;
        if (divisible && full && !portion.isEmpty()) {
          portions.add(portion);
          portion = new ArrayList<>();
          bytes = 0;
        }
        portion.add(segment);
        bytes += segment.bytes();
      }
      portions.add(portion);
    }
    return portions;
  }

  private Source source(CollectionPlan collection, Placement placement) {
    ObjectKey directory = places.staging().resolve(Long.toString(collection.manifest().id()));
    return placement == Placement.IN_PLACE
        ? new Source(places.inPlace().orElseThrow(), directory, false, collection)
        : new Source(places.staged(directory), directory, true, collection);
  }

  private static Map<String, List<Segment>> partitions(CollectionPlan collection) {
    List<PartitionBackupInfo> infos = collection.info().partitions();
    Map<String, List<Segment>> partitions = new TreeMap<>();
    for (int i = 0; i < infos.size(); i++) {
      PartitionManifest manifest = collection.manifest().partitions().get(i);
      partitions.put(manifest.name(), zip(infos.get(i).segments(), manifest.segments()));
    }
    return partitions;
  }

  /** The manifest lists the segments of the metadata in the same order. */
  private static List<Segment> zip(List<SegmentBackupInfo> infos, List<SegmentManifest> manifests) {
    return IntStream.range(0, infos.size())
        .mapToObj(i -> new Segment(infos.get(i), manifests.get(i)))
        .toList();
  }

  private static long bytes(List<Segment> segments) {
    return segments.stream().mapToLong(Segment::bytes).sum();
  }

  private record Segment(SegmentBackupInfo info, SegmentManifest manifest) {

    long bytes() {
      return info.size();
    }

    String path() {
      String parent = info.collectionId() + "/" + info.partitionId() + "/";
      return parent + (info.groupId() == 0 ? info.segmentId() : info.groupId());
    }
  }

  /** The paths of binlogs for Milvus, and the copies to make first. */
  private final class Source {

    private final String root;
    private final ObjectKey staging;
    private final boolean staged;
    private final Set<ObjectKey> crowded;
    private final Optional<TimeCut> cut;

    /**
     * A source.
     *
     * @param staged whether all of it is staged, and not only segments in crowded directories
     */
    Source(String root, ObjectKey staging, boolean staged, CollectionPlan collection) {
      this.root = root;
      this.staging = staging;
      this.staged = staged;
      this.crowded = collection.crowded();
      this.cut = collection.info().timeCut();
    }

    /** Whether the directory of a partition holds exactly the segments of this backup. */
    boolean isOneDirectory(List<Segment> segments) {
      return staged || segments.stream().allMatch(s -> s.info.shared() == null);
    }

    String insertRoot(Segment segment) {
      if (staged || segment.info.shared() == null) {
        return root;
      }
      return isCrowded(segment)
          ? places.staged(staging)
          : places.inPlace(places.layout().insertRoot(segment.info)).orElseThrow();
    }

    private boolean isCrowded(Segment segment) {
      return segment.manifest.insertLogs().stream()
          .anyMatch(log -> crowded.contains(SharedLayout.groupOf(log.key())));
    }

    List<ObjectCopy> staging(List<Segment> segments) {
      return segments.stream()
          .flatMap(this::toStage)
          .map(object -> places.copy(object, staging))
          .toList();
    }

    /** A backup has its delete logs to itself. */
    private Stream<StoredObject> toStage(Segment segment) {
      if (staged) {
        return segment.manifest.objects();
      }
      return isCrowded(segment) ? segment.manifest.insertLogs().stream() : Stream.empty();
    }
  }
}
