package dev.milvusbackup.internal.binlog.imports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milvusbackup.BackupName;
import dev.milvusbackup.BackupSummary.Origin;
import dev.milvusbackup.CollectionName;
import dev.milvusbackup.RestoreReport.Placement;
import dev.milvusbackup.internal.catalog.BackupCatalog;
import dev.milvusbackup.internal.data.RestorePlan.Approach;
import dev.milvusbackup.internal.data.RestorePlan.CollectionPlan;
import dev.milvusbackup.internal.format.BackupLayout;
import dev.milvusbackup.internal.format.ManifestAssembler;
import dev.milvusbackup.internal.format.metadata.BackupInfo;
import dev.milvusbackup.internal.format.metadata.Binlog;
import dev.milvusbackup.internal.format.metadata.CollectionBackupInfo;
import dev.milvusbackup.internal.format.metadata.FieldBinlog;
import dev.milvusbackup.internal.format.metadata.GoMetadata;
import dev.milvusbackup.internal.format.metadata.MetadataFiles;
import dev.milvusbackup.internal.format.metadata.PartitionBackupInfo;
import dev.milvusbackup.internal.format.metadata.SegmentBackupInfo;
import dev.milvusbackup.internal.milvus.imports.BinlogDirectory;
import dev.milvusbackup.internal.milvus.imports.ImportJob.DeleteDirectory;
import dev.milvusbackup.internal.milvus.server.ServerFeatures;
import dev.milvusbackup.internal.milvus.server.ServerVersion;
import dev.milvusbackup.internal.milvusstorage.MilvusStorage;
import dev.milvusbackup.internal.transfer.ObjectCopy;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.memory.InMemoryObjectStore;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SegmentImportPlannerTest {

  private static final long BYTES = 100;
  private static final BackupLayout LAYOUT = new BackupLayout(new BackupName("b"));

  private final ObjectStore bucket = InMemoryObjectStore.create();

  @Test
  void aPartitionIsNamedByItsDirectory() {
    List<ImportUnit> units = units(partition(rows(1).build(), rows(2).deletes().build()));

    assertThat(units).hasSize(1);
    assertThat(units.get(0).rows()).isEqualTo(20);
    assertThat(units.get(0).staging()).isEmpty();
    assertThat(units.get(0).directories())
        .singleElement()
        .satisfies(
            directory -> {
              assertThat(directory.inserts()).isEqualTo("backup/b/binlogs/insert_log/7/8/");
              assertThat(directory.deltas()).isEqualTo("backup/b/binlogs/delta_log/7/8/");
            });
  }

  @Test
  void moreSegmentsThanAJobTakesAreNamedByTheirGroupsInSeveral() {
    SegmentBackupInfo[] segments =
        LongStream.rangeClosed(1, 2500)
            .mapToObj(id -> id % 2 == 0 ? rows(id).deletes().build() : rows(id).build())
            .toArray(SegmentBackupInfo[]::new);

    List<ImportUnit> units = units(partition(segments));

    assertThat(units).extracting(u -> u.directories().size()).containsExactly(1024, 1024, 452);
    BinlogDirectory second = units.get(0).directories().get(1);
    assertThat(second.inserts()).isEqualTo("backup/b/binlogs/insert_log/7/8/2/");
    assertThat(second.deltas()).isEqualTo("backup/b/binlogs/delta_log/7/8/2/");
    assertThat(units.get(0).directories().get(0).deltas()).isEmpty();
  }

  @Test
  void moreBytesThanAJobShouldHaveAreDivided() {
    List<ImportUnit> units =
        planner("v2.5.27", 5 * BYTES / 2)
            .units(
                plan(partition(rows(1).build(), rows(2).build(), rows(3).build())),
                Placement.IN_PLACE);

    assertThat(units).extracting(u -> u.directories().size()).containsExactly(2, 1);
  }

  @Test
  void withoutGroupsAPartitionStaysWhole() {
    List<ImportUnit> units =
        planner("v2.5.27", BYTES)
            .units(
                plan(partition(rows(1).group(0).build(), rows(2).group(0).build())),
                Placement.IN_PLACE);

    assertThat(units).hasSize(1);
    assertThat(units.get(0).directories().get(0).path()).isEqualTo("7/8");
  }

  @Test
  void segmentsOfDifferentStorageVersionsAreNotMixed() {
    List<ImportUnit> units =
        units(partition(rows(1).build(), rows(2).storage(2).build(), rows(3).build()));

    assertThat(units).extracting(u -> u.format().storageVersion()).containsExactly(0L, 2L);
    assertThat(units.get(0).directories())
        .extracting(BinlogDirectory::path)
        .containsExactly("7/8/1", "7/8/3");
    assertThat(units.get(1).directories())
        .extracting(BinlogDirectory::path)
        .containsExactly("7/8/2");
  }

  @Test
  void deletesOfAPartitionAreNoRowsAndNameTheirPartition() {
    CollectionPlan plan = plan(partition(rows(1).build(), l0(2), l0(3)));

    List<ImportUnit> units = planner("v2.5.27", 1 << 30).units(plan, Placement.IN_PLACE);
    List<DeleteUnit> deletes = planner("v2.5.27", 1 << 30).deletes(plan, Placement.IN_PLACE);
    List<DeleteUnit> inBatches = planner("v2.6.5", 1 << 30).deletes(plan, Placement.IN_PLACE);

    assertThat(units).hasSize(1);
    assertThat(units.get(0).directories().get(0).deltas()).isEmpty(); // else they would be dropped
    assertThat(deletes).extracting(DeleteUnit::partition).containsOnly(Optional.of("_default"));
    assertThat(deletes)
        .extracting(u -> u.directories().stream().map(DeleteDirectory::deltas).toList())
        .containsExactly(
            List.of("backup/b/binlogs/delta_log/7/8/2/"),
            List.of("backup/b/binlogs/delta_log/7/8/3/"));
    assertThat(inBatches).hasSize(1);
    assertThat(inBatches.get(0).directories()).hasSize(2);
  }

  @Test
  void deletesOfAllPartitionsAreOneDirectory() {
    CollectionPlan plan = plan(List.of(), List.of(all(5), all(6)));

    assertThat(planner("v2.4.0", 1 << 30).deletes(plan, Placement.IN_PLACE))
        .singleElement()
        .satisfies(
            unit -> {
              assertThat(unit.partition()).isEmpty();
              assertThat(unit.where()).isEqualTo("backup/b/binlogs/delta_log/7/-1/");
            });
    assertThat(planner("v2.6.5", 1 << 30).deletes(plan, Placement.IN_PLACE).get(0).directories())
        .extracting(DeleteDirectory::deltas)
        .containsExactly(
            "backup/b/binlogs/delta_log/7/-1/5/", "backup/b/binlogs/delta_log/7/-1/6/");
  }

  @Test
  void whatMilvusCannotReadIsStagedInTheSameShape() {
    CollectionPlan plan = plan(List.of(rows(1).deletes().build()), List.of(all(5)));
    ImportPlanner planner = planner("v2.5.27", 1 << 30);

    ImportUnit unit = planner.units(plan, Placement.STAGED).get(0);
    DeleteUnit deletes = planner.deletes(plan, Placement.STAGED).get(0);

    assertThat(unit.directories().get(0).inserts())
        .isEqualTo("files/restore-staging/j/7/insert_log/7/8/");
    assertThat(unit.staging())
        .extracting(ObjectCopy::to)
        .containsExactly(
            ObjectKey.of("restore-staging/j/7/insert_log/7/8/1/1/100/11"),
            ObjectKey.of("restore-staging/j/7/delta_log/7/8/1/1/12"));
    assertThat(deletes.where()).isEqualTo("files/restore-staging/j/7/delta_log/7/-1/");
    assertThat(deletes.staging())
        .extracting(ObjectCopy::to)
        .containsExactly(ObjectKey.of("restore-staging/j/7/delta_log/7/-1/5/52"));
  }

  private ImportPlanner planner(String version, long bytesPerJob) {
    ImportPlaces places =
        new ImportPlaces(
            LAYOUT,
            bucket.withRoot("backup").location(),
            new MilvusStorage(bucket.withRoot("files"), Optional.empty()),
            ObjectKey.of("restore-staging/j"));
    return ImportPlanner.of(ServerFeatures.of(ServerVersion.parse(version)), places, bytesPerJob);
  }

  private List<ImportUnit> units(List<SegmentBackupInfo> segments) {
    return planner("v2.5.27", 1L << 40).units(plan(segments), Placement.IN_PLACE);
  }

  private static List<SegmentBackupInfo> partition(SegmentBackupInfo... segments) {
    return List.of(segments);
  }

  private static CollectionPlan plan(List<SegmentBackupInfo> segments) {
    return plan(segments, List.of());
  }

  private static CollectionPlan plan(
      List<SegmentBackupInfo> segments, List<SegmentBackupInfo> deletes) {
    byte[] bare =
        "{\"name\":\"b\",\"collection_backups\":[{\"collection_id\":7,\"db_name\":\"default\",\"collection_name\":\"books\"}]}"
            .getBytes(StandardCharsets.UTF_8);
    BackupInfo info = GoMetadata.read("b", Map.of(MetadataFiles.FULL, bare));
    CollectionBackupInfo collection =
        info.collections()
            .get(0)
            .withData(List.of(new PartitionBackupInfo(8, "_default", 7, segments, 0, "")), deletes);
    BackupInfo full = info.withCollections(List.of(collection));
    CollectionName name = new CollectionName("default", "books");
    return new CollectionPlan(
        name,
        Approach.CREATE,
        collection,
        ManifestAssembler.assemble(
                LAYOUT,
                full,
                Optional.empty(),
                BackupCatalog.summary(LAYOUT.name(), full, Origin.GO_TOOL))
            .collection(name)
            .orElseThrow());
  }

  private static SegmentBackupInfo l0(long id) {
    return new Segment(id, id, 0, 8, true, 0, true).build();
  }

  private static SegmentBackupInfo all(long id) {
    return new Segment(id, 0, 0, SegmentBackupInfo.ALL_PARTITIONS, true, 0, true).build();
  }

  private static Segment rows(long id) {
    return new Segment(id, id, 10, 8, false, 0, false);
  }

  private record Segment(
      long id, long group, long rows, long partition, boolean l0, long storage, boolean deleted) {

    Segment group(long newGroup) {
      return new Segment(id, newGroup, rows, partition, l0, storage, deleted);
    }

    Segment storage(long version) {
      return new Segment(id, group, rows, partition, l0, version, deleted);
    }

    Segment deletes() {
      return new Segment(id, group, rows, partition, l0, storage, true);
    }

    SegmentBackupInfo build() {
      List<FieldBinlog> inserts =
          l0
              ? List.of()
              : List.of(new FieldBinlog(100, List.of(new Binlog("x/" + id + "1", 1, id * 10 + 1))));
      List<FieldBinlog> deltas =
          deleted
              ? List.of(new FieldBinlog(0, List.of(new Binlog("x/" + id + "2", 1, id * 10 + 2))))
              : List.of();
      return new SegmentBackupInfo(
          id, 7, partition, rows, inserts, deltas, BYTES, group, l0, "", storage, null);
    }
  }
}
