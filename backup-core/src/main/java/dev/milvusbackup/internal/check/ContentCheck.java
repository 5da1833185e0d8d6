package dev.milvusbackup.internal.check;

import dev.milvusbackup.internal.format.BackupLayout;
import dev.milvusbackup.internal.job.JobContext;
import dev.milvusbackup.internal.job.Parallel;
import dev.milvusbackup.manifest.SegmentManifest;
import dev.milvusbackup.manifest.StoredObject;
import dev.milvusbackup.storage.ObjectStore;
import java.util.ArrayList;
import java.util.List;

/** Compares the content of objects with their digests, or checks their structure. */
public final class ContentCheck {

  private final ObjectStore store;
  private final Parallel readers;

  public ContentCheck(ObjectStore store, Parallel readers) {
    this.store = store;
    this.readers = readers;
  }

  /** Reads all of them. */
  public void read(
      BackupLayout layout,
      List<StoredObject> objects,
      List<SegmentManifest> segments,
      Findings findings,
      JobContext job) {
    ObjectCheck digests = new ObjectCheck(store, job);
    StructureCheck structure = new StructureCheck(store, layout, job);
    readers.forEach(
        objects,
        job.cancel(),
        object ->
            (object.digest().isPresent() ? digests.check(object) : structure.check(object))
                .ifPresent(findings::add));
    segments.forEach(segment -> structure.compareRows(segment, findings));
  }

  /**
   * Compares with the digests that the store itself reports, where possible.
   *
   * @return the others
   */
  static List<StoredObject> compare(List<PresentObject> objects, Findings findings) {
    List<StoredObject> others = new ArrayList<>();
    for (PresentObject present : objects) {
      StoredObject object = present.object();
      if (!present.isComparable()) {
        others.add(object);
      } else if (!present.reportedDigest().equals(object.digest())) {
        findings.add(ObjectCheck.wrongDigest(object, present.reportedDigest().orElseThrow()));
      }
    }
    return others;
  }
}
