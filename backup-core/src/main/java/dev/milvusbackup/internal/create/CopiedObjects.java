package dev.milvusbackup.internal.create;

import dev.milvusbackup.BackupReport;
import dev.milvusbackup.internal.format.BackupLayout;
import dev.milvusbackup.internal.format.commit.CommittedObject;
import dev.milvusbackup.internal.format.commit.PackedObjects;
import dev.milvusbackup.internal.format.packed.LazyList;
import dev.milvusbackup.internal.transfer.CopiedObject;
import dev.milvusbackup.internal.transfer.CopiedObject.Route;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The objects of a new backup, as its commit object and its report list them. */
public record CopiedObjects(PackedObjects objects, Map<Route, Long> bytes, long reused) {

  public static CopiedObjects of(BackupLayout layout, List<CopiedObject> copied) {
    PackedObjects objects =
        PackedObjects.sorted(
            LazyList.view(
                copied, o -> CommittedObject.of(layout.path(o.key()), o.size(), o.digest())));
    Map<Route, Long> bytes = new EnumMap<>(Route.class);
    long reused = 0;
    for (CopiedObject object : copied) {
      bytes.merge(object.route(), object.size(), Long::sum);
      reused += object.route() == Route.REUSED ? 1 : 0;
    }
    return new CopiedObjects(objects, bytes, reused);
  }

  public void addTo(BackupReport.Builder report) {
    report
        .bytesCopiedByStore(bytes.getOrDefault(Route.SERVER_SIDE, 0L))
        .bytesStreamed(bytes.getOrDefault(Route.STREAMED, 0L))
        .objectsReused(reused)
        .bytesReused(bytes.getOrDefault(Route.REUSED, 0L));
  }
}
