package dev.milvusbackup.internal.ledger;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.internal.ledger.CollectionRecord.State;
import dev.milvusbackup.storage.StorageException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Records the progress of a collection before and after each step. Used by one thread. */
public final class CollectionJournal implements ImportJournal {

  private static final Logger LOG = LoggerFactory.getLogger(CollectionJournal.class);

  private final RestoreLedger ledger;
  private CollectionRecord record;

  CollectionJournal(RestoreLedger ledger, CollectionRecord record) {
    this.ledger = ledger;
    this.record = record;
  }

  public CollectionRecord record() {
    return record;
  }

  /** Without it the next run drops the collection by its name, which is still empty. */
  public void created(long id) {
    note(record.created(id));
  }

  public void probing(CollectionName probe) {
    write(record.probing(probe.name()));
  }

  /** Without it the next run drops a collection that no longer exists. */
  public void probed() {
    note(record.probing(""));
  }

  public void complete() {
    write(record.in(State.COMPLETE));
  }

  /** A later run can detect that without this record, so failing to write it is harmless. */
  public void restored() {
    CollectionRecord restored = record.in(State.RESTORED);
    if (!restored.append()) {
      note(restored); // the collection has its final name and its id
      return;
    }
    try {
      write(restored);
    } catch (StorageException e) {
      LOG.warn("{} is restored, but its record could not be written", restored.target(), e);
      record = restored;
    }
  }

  /** The recorded collection no longer exists. */
  public void forget() {
    ledger.forget(record);
  }

  @Override
  public UnitRecord find(String unit) {
    return record.units().stream()
        .filter(u -> u.unit().equals(unit))
        .findFirst()
        .orElseGet(() -> UnitRecord.open(unit));
  }

  @Override
  public void intended(String unit) {
    write(record.with(unit, UnitRecord::intended));
  }

  @Override
  public void refused(String unit) {
    write(record.with(unit, u -> UnitRecord.open(unit)));
  }

  @Override
  public void started(String unit, String job) {
    write(record.with(unit, u -> u.started(job)));
  }

  @Override
  public void done(String unit, long rows) {
    boolean known = find(unit).is(UnitRecord.State.STARTED) && !record.append();
    CollectionRecord next = record.with(unit, u -> u.done(rows));
    if (known && next.units().stream().allMatch(u -> u.is(UnitRecord.State.DONE))) {
      note(next); // the next step is to complete the collection; until then Milvus knows the job
    } else {
      write(next);
    }
  }

  private void note(CollectionRecord next) {
    ledger.note(next);
    record = next;
  }

  private void write(CollectionRecord next) {
    ledger.save(next);
    record = next;
  }
}
