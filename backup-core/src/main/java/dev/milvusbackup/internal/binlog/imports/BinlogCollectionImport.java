package dev.milvusbackup.internal.binlog.imports;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.RestoreReport.Placement;
import dev.milvusbackup.internal.data.CollectionImport;
import dev.milvusbackup.internal.data.RestorePlan.CollectionPlan;
import dev.milvusbackup.internal.job.JobContext;
import dev.milvusbackup.internal.ledger.ImportJournal;
import dev.milvusbackup.internal.ledger.UnitRecord;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The import jobs of one collection: those for rows, and later those for deletes. */
final class BinlogCollectionImport implements CollectionImport {

  private final CollectionPlan collection;
  private final ImportPlanner planner;
  private final SegmentStager stager;
  private final SegmentImporter importer;
  private final Placement placement;
  private @Nullable List<ImportUnit> units;
  private @Nullable List<DeleteUnit> deletes;

  BinlogCollectionImport(
      CollectionPlan collection,
      ImportPlanner planner,
      SegmentStager stager,
      SegmentImporter importer) {
    this.collection = collection;
    this.planner = planner;
    this.stager = stager;
    this.importer = importer;
    this.placement = planner.placement(collection);
  }

  @Override
  public Placement placement() {
    return placement;
  }

  @Override
  public int rowJobs() {
    return units().size();
  }

  @Override
  public int jobs() {
    return units().size() + deletes().size();
  }

  @Override
  public List<UnitRecord> steps() {
    return work().map(unit -> UnitRecord.open(unit.name())).toList();
  }

  @Override
  public void stage(ImportJournal journal, JobContext job) {
    List<ImportWork> wanted =
        work().filter(unit -> !journal.find(unit.name()).is(UnitRecord.State.DONE)).toList();
    stager.stage(collection.manifest().id(), wanted, job);
  }

  @Override
  public long importRows(CollectionName into, ImportJournal journal, JobContext job) {
    return importer.importAll(into, units(), journal, job);
  }

  /**
   * If every row is deleted, an import of no rows is correct. Milvus before 2.4 also reports it if
   * it does not see the files.
   */
  @Override
  public boolean isDoubtful(long rows) {
    return rows == 0 && !units().isEmpty();
  }

  @Override
  public void requireVisible(CollectionName probe, JobContext job) {
    importer.importAll(probe, List.of(units().get(0).withoutDeletes()), ImportJournal.none(), job);
  }

  @Override
  public boolean hasBegunDeletes(ImportJournal journal) {
    return deletes().stream()
        .anyMatch(unit -> !journal.find(unit.name()).is(UnitRecord.State.OPEN));
  }

  @Override
  public void importDeletes(CollectionName into, ImportJournal journal, JobContext job) {
    importer.importAll(into, deletes(), journal, job);
  }

  private Stream<ImportWork> work() {
    return Stream.concat(units().stream(), deletes().stream());
  }

  private List<ImportUnit> units() {
    List<ImportUnit> planned = units;
    if (planned == null) {
      planned = planner.units(collection, placement);
      units = planned;
    }
    return planned;
  }

  private List<DeleteUnit> deletes() {
    List<DeleteUnit> planned = deletes;
    if (planned == null) {
      planned = planner.deletes(collection, placement);
      deletes = planned;
    }
    return planned;
  }
}
