package dev.milvusbackup.internal.sharing;

import dev.milvusbackup.internal.catalog.BackupRemover;
import dev.milvusbackup.internal.format.SharedLayout;
import dev.milvusbackup.internal.format.commit.CommittedObject;
import dev.milvusbackup.internal.format.metadata.SegmentBackupInfo;
import dev.milvusbackup.internal.format.metadata.SharedLogs;
import dev.milvusbackup.internal.job.JobContext;
import dev.milvusbackup.storage.ObjectStore;
import java.util.List;

/**
 * What an incremental create relies on: its pin, the segments that the store holds, and the root
 * for those that it copies.
 */
public final class Sharing implements AutoCloseable {

  private final ObjectStore store;
  private final Pin pin;
  private final StoredSegments segments;

  private Sharing(ObjectStore store, Pin pin, StoredSegments segments) {
    this.store = store;
    this.pin = pin;
    this.segments = segments;
  }

  /**
   * Begins it. Whatever is read of the store later stays there.
   *
   * @param store the store of the backups
   * @param operation what the job does
   */
  public static Sharing begin(ObjectStore store, Pins pins, String operation, JobContext job) {
    new ConditionalPuts(store).require();
    Pin pin = pins.write(operation, job.id(), job.cancel());
    Sharing sharing = new Sharing(store, pin, new StoredSegments(store, job.cancel()));
    try {
      List<String> lists = sharing.segments.readCondemned();
      if (!lists.isEmpty()) {
        pin.see(lists);
      }
      return sharing;
    } catch (RuntimeException | Error e) {
      sharing.close();
      throw e;
    }
  }

  /** What the store holds. */
  public StoredSegments segments() {
    return segments;
  }

  /** The root that this create fills. Nothing else writes there. */
  public String root() {
    return pin.token();
  }

  /** Where the insert logs of a segment are, or have to be copied to. */
  public SharedLogs place(SegmentBackupInfo segment, String fingerprint) {
    return segments.find(segment, fingerprint).orElseGet(() -> new SharedLogs(root(), fingerprint));
  }

  /** The objects of a segment that the store holds, in the order of their paths. */
  public List<CommittedObject> objects(SegmentBackupInfo segment) {
    return segments.objects(segment);
  }

  /**
   * Looks whether the store holds what a backup refers to, and no prune can have taken this job for
   * dead.
   *
   * @throws dev.milvusbackup.error.CorruptBackupException if something is gone
   */
  public void require(References references) {
    pin.require();
    references.require(store);
  }

  /** Removes what this create has copied, before anything can refer to it. */
  public void discard() {
    BackupRemover.deleteBelow(store, SharedLayout.root(root()));
  }

  @Override
  public void close() {
    pin.close();
  }
}
