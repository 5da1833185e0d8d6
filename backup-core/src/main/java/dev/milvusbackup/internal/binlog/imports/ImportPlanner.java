package dev.milvusbackup.internal.binlog.imports;

import dev.milvusbackup.RestoreReport.Placement;
import dev.milvusbackup.internal.data.RestorePlan.CollectionPlan;
import dev.milvusbackup.internal.milvus.server.ServerFeatures;
import dev.milvusbackup.internal.milvus.server.ServerFeatures.ImportPath;
import java.util.List;

/** Divides the segments of a collection into import jobs. */
public interface ImportPlanner {

  static ImportPlanner of(ServerFeatures server, ImportPlaces places, long bytesPerJob) {
    return server.importPath() == ImportPath.REST
        ? new SegmentImportPlanner(server, places, bytesPerJob)
        : new PartitionImportPlanner(places, bytesPerJob);
  }

  /** In place if Milvus can read the backup there, in portions of acceptable size. */
  Placement placement(CollectionPlan collection);

  /** The jobs for the rows. */
  List<ImportUnit> units(CollectionPlan collection, Placement placement);

  /** The jobs for deletes in segments of their own; start them after the others. */
  List<DeleteUnit> deletes(CollectionPlan collection, Placement placement);
}
