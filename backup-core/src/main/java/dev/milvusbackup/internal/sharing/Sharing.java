package dev.milvusbackup.internal.sharing;

import dev.milvusbackup.internal.catalog.BackupRemover;
import dev.milvusbackup.internal.format.SharedLayout;
import dev.milvusbackup.internal.job.JobContext;
import dev.milvusbackup.storage.ObjectStore;
import java.util.List;

/** What an incremental create relies on: its pin, and the root for the segments that it copies. */
public final class Sharing implements AutoCloseable {

  private final ObjectStore store;
  private final Pin pin;

  private Sharing(ObjectStore store, Pin pin) {
    this.store = store;
    this.pin = pin;
  }

  /**
   * Begins it. Whatever is read of the store later stays there.
   *
   * @param store the store of the backups
   * @param operation what the job does
   * @param segments what the store holds; nothing of it that is going to be removed
   */
  public static Sharing begin(
      ObjectStore store, Pins pins, String operation, StoredSegments segments, JobContext job) {
    new ConditionalPuts(store).require();
    Pin pin = pins.write(operation, job.id(), job.cancel());
    Sharing sharing = new Sharing(store, pin);
    try {
      List<String> lists = segments.readCondemned();
      if (!lists.isEmpty()) {
        pin.see(lists);
      }
      return sharing;
    } catch (RuntimeException | Error e) {
      sharing.close();
      throw e;
    }
  }

  /** The root that this create fills. Nothing else writes there. */
  public String root() {
    return pin.token();
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
