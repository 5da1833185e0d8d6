package dev.milvusbackup.internal.sharing;

import dev.milvusbackup.error.PruneRefusedException;
import dev.milvusbackup.internal.catalog.IncrementCatalog;
import dev.milvusbackup.internal.catalog.IncrementCatalog.Retired;
import dev.milvusbackup.internal.format.SharedLayout;
import dev.milvusbackup.internal.format.commit.CondemnedRecord;
import dev.milvusbackup.internal.format.json.MetadataJson;
import dev.milvusbackup.internal.job.CancelToken;
import dev.milvusbackup.internal.sharing.CondemnedLists.CondemnedList;
import dev.milvusbackup.internal.sharing.Referenced.Found;
import dev.milvusbackup.internal.storage.LockDates;
import dev.milvusbackup.retention.SharedSpace;
import dev.milvusbackup.storage.ObjectBody;
import dev.milvusbackup.storage.ObjectInfo;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.PutMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Condemns shared objects that nothing refers to, and removes those that earlier sweeps have
 * condemned. The order of the reads is what makes it safe, see {@code docs/adr/0016}.
 *
 * @param store the store of the backups, with retries
 * @param names random words
 */
public record Sweep(ObjectStore store, IncrementCatalog catalog, Supplier<String> names) {

  /**
   * The result of a sweep.
   *
   * @param retired what is to be removed of backups
   */
  public record Swept(SharedSpace space, List<Retired> retired) {}

  /** Whether there is anything that a sweep could look at. */
  public boolean isNeeded() {
    try (Stream<ObjectInfo> objects = store.list(SharedLayout.DIRECTORY)) {
      return objects.findFirst().isPresent() || new ConditionalPuts(store).isProven();
    }
  }

  /**
   * Finds out what a sweep would do.
   *
   * @param now the time of the store
   * @param without the names of backups that do not count, since they would be deleted before
   */
  public SharedSpace preview(Instant now, Duration grace, Set<String> without, CancelToken cancel) {
    Instant oldest = now.minus(grace);
    LivePins before = LivePins.list(store, oldest);
    List<CondemnedList> lists = new CondemnedLists(store).read();
    Found found = new Referenced(catalog).read(without, cancel);
    SweepPlan plan = plan(found, lists, before, now, oldest);
    return scan(plan, keys -> {}, cancel).space();
  }

  /**
   * Sweeps.
   *
   * @param now the time of the store
   * @throws PruneRefusedException if it is not certain what backups refer to
   */
  public Swept run(Instant now, Duration grace, CancelToken cancel) {
    Instant oldest = now.minus(grace);
    LivePins before = LivePins.list(store, oldest);
    delete(before.dead());
    CondemnedLists condemnations = new CondemnedLists(store);
    List<CondemnedList> lists = condemnations.read();
    lists.stream()
        .filter(list -> list.isDue(oldest))
        .filter(list -> before.unaware(list.name()).isEmpty()) // it waits: nothing to announce
        .forEach(condemnations::startRemoving);
    Found found = new Referenced(catalog).read(Set.of(), cancel);
    SweepPlan plan = plan(found, lists, before, now, oldest);
    SweepScan scan = scan(plan, this::delete, cancel);
    CondemnedRecord condemned = scan.condemned();
    if (!condemned.segments().isEmpty()) {
      store.put(
          SharedLayout.condemned(names.get()),
          ObjectBody.of(MetadataJson.write(condemned)),
          PutMode.REPLACE); // no other list has its name, and it can be repeated
    }
    delete(plan.ended().stream().map(list -> list.info().key()).toList());
    return new Swept(scan.space(), found.retired());
  }

  /**
   * Checks that all that a sweep needs can be read.
   *
   * @param without the names of backups that do not count
   * @throws PruneRefusedException if a backup cannot be read
   */
  public void requireReadable(Set<String> without, CancelToken cancel) {
    Found unused = new Referenced(catalog).read(without, cancel);
  }

  private SweepPlan plan(
      Found found, List<CondemnedList> lists, LivePins before, Instant now, Instant oldest) {
    LivePins pins = before.and(LivePins.list(store, oldest));
    boolean due = lists.stream().anyMatch(list -> list.isDue(oldest));
    SharedSegments undeletable =
        new Referenced(catalog).undeletable(due ? found.retired() : List.of(), oldest);
    SweepPlan plan = new SweepPlan(found.segments(), undeletable, now, oldest, pins);
    lists.forEach(plan::add);
    return plan;
  }

  private SweepScan scan(
      SweepPlan plan, Consumer<Collection<ObjectKey>> remove, CancelToken cancel) {
    SweepScan scan = new SweepScan(plan, new SegmentLocks(new LockDates(store)), remove);
    try (Stream<ObjectInfo> objects = store.list(SharedLayout.ROOTS)) {
      objects.forEach(
          object -> {
            cancel.check();
            scan.look(object);
          });
    }
    scan.removeRest();
    return scan;
  }

  private void delete(Collection<ObjectKey> keys) {
    if (!keys.isEmpty()) {
      store.delete(keys);
    }
  }
}
