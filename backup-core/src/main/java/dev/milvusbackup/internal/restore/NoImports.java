package dev.milvusbackup.internal.restore;

import dev.milvusbackup.RestoreReport.Placement;
import dev.milvusbackup.internal.binlog.imports.DeleteUnit;
import dev.milvusbackup.internal.binlog.imports.ImportPlanner;
import dev.milvusbackup.internal.binlog.imports.ImportUnit;
import dev.milvusbackup.internal.data.RestorePlan.CollectionPlan;
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
