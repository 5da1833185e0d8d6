package dev.milvusbackup.internal.restore;

import dev.milvusbackup.RestoreReport.Placement;
import dev.milvusbackup.internal.restore.RestorePlan.CollectionPlan;
import java.util.List;

/** For logical backups: their rows are inserted. */
final class NoImports implements ImportPlanner {

  @Override
  public Placement placement(CollectionPlan collection) {
    return Placement.INSERTED;
  }

  @Override
  public List<ImportUnit> units(CollectionPlan collection, Placement placement) {
    return List.of();
  }

  @Override
  public List<DeleteUnit> deletes(CollectionPlan collection, Placement placement) {
    return List.of();
  }
}
