package dev.milvusbackup.internal.create;

import dev.milvusbackup.BackupReport;
import dev.milvusbackup.internal.format.BackupLayout;
import dev.milvusbackup.internal.format.commit.CommittedObject;
import dev.milvusbackup.internal.format.commit.PackedObjects;
import dev.milvusbackup.internal.format.packed.LazyList;
import dev.milvusbackup.internal.transfer.CopiedObject;
import dev.milvusbackup.internal.transfer.CopiedObject.Route;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import java.util.List;

/** The objects of a new backup, as its commit object and its report list them. */
public record CopiedObjects(BackupLayout layout, List<CopiedObject> copied) {

  /**
   * The objects as the commit object lists them.
   *
   * @param directory of which a listing has to show exactly the ones of the backup
   */
  PackedObjects check(ObjectStore backups, ObjectKey directory) {
    PackedObjects objects = sorted();
    new CopyChecker(backups).check(layout, directory, objects);
    return objects;
  }

  /** The objects as the commit object lists them. */
  public PackedObjects sorted() {
    return PackedObjects.sorted(
        LazyList.view(copied, o -> CommittedObject.of(layout.path(o.key()), o.size(), o.digest())));
  }

  public void addTo(BackupReport.Builder report) {
    report
        .bytesCopiedByStore(bytes(Route.SERVER_SIDE))
        .bytesStreamed(bytes(Route.STREAMED))
        .objectsReused(copied.stream().filter(c -> c.route() == Route.REUSED).count())
        .bytesReused(bytes(Route.REUSED));
  }

  private long bytes(Route route) {
    return copied.stream().filter(c -> c.route() == route).mapToLong(CopiedObject::size).sum();
  }
}
