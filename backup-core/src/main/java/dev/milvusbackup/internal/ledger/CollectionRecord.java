package dev.milvusbackup.internal.ledger;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.milvusbackup.CollectionName;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * The progress of one collection.
 *
 * @param source its id in the backup
 * @param target its final name
 * @param filled the collection of Milvus that receives the rows
 * @param probe the name of a temporary collection of a probe; empty if there is none
 * @param units its import jobs
 */
public record CollectionRecord(
    @JsonProperty("source") long source,
    @JsonProperty("target") String target,
    @JsonProperty("state") State state,
    @JsonUnwrapped FilledCollection filled,
    @JsonProperty("probe") String probe,
    @JsonProperty("units") List<UnitRecord> units) {

  /** The remaining work. */
  public enum State {
    /** It is being created and filled. */
    FILLING,
    /** It is complete and counted, and needs its final name. */
    COMPLETE,
    /** Nothing. */
    RESTORED
  }

  /** Replaces values that the JSON leaves out by initial ones. */
  public CollectionRecord {
    target = Objects.requireNonNullElse(target, "");
    state = Objects.requireNonNullElse(state, State.FILLING);
    probe = Objects.requireNonNullElse(probe, "");
    units = units == null ? List.of() : List.copyOf(units);
  }

  /** A collection that is about to be created. */
  public static CollectionRecord creating(
      long source, CollectionName target, CollectionName working, List<UnitRecord> units) {
    return new CollectionRecord(
        source, target.toString(), State.FILLING, FilledCollection.named(working), "", units);
  }

  /** An existing collection that receives more rows. */
  public static CollectionRecord appending(
      long source, CollectionName target, long id, long rowsBefore, List<UnitRecord> units) {
    FilledCollection filled = new FilledCollection(target.name(), id, true, rowsBefore);
    return new CollectionRecord(source, target.toString(), State.FILLING, filled, "", units);
  }

  /** The id in Milvus of the collection that receives the rows; 0 until it is known. */
  public long id() {
    return filled.id();
  }

  /** Whether the collection existed before. */
  public boolean append() {
    return filled.append();
  }

  /** The rows that an existing collection had before. */
  public long rowsBefore() {
    return filled.rowsBefore();
  }

  public CollectionName targetName() {
    return CollectionName.parse(target);
  }

  public CollectionName fullName() {
    return new CollectionName(targetName().database(), filled.name());
  }

  public CollectionName probeName() {
    return new CollectionName(targetName().database(), probe);
  }

  public long rows() {
    return units.stream().mapToLong(UnitRecord::rows).sum();
  }

  /** The import jobs that Milvus received, or may have received. */
  public boolean hasSentJobs() {
    return units.stream().anyMatch(unit -> !unit.is(UnitRecord.State.OPEN));
  }

  /** The ids in Milvus of the import jobs that are not known to be done. */
  public List<String> startedJobs() {
    return units.stream()
        .filter(unit -> unit.is(UnitRecord.State.STARTED))
        .map(UnitRecord::job)
        .toList();
  }

  /** Whether Milvus may have a job with an unknown number. */
  public boolean isAmbiguous() {
    return units.stream().anyMatch(unit -> unit.is(UnitRecord.State.INTENDED));
  }

  public boolean isFor(List<UnitRecord> planned) {
    return units.stream()
        .map(UnitRecord::unit)
        .toList()
        .equals(planned.stream().map(UnitRecord::unit).toList());
  }

  CollectionRecord in(State newState) {
    return new CollectionRecord(source, target, newState, filled, probe, units);
  }

  CollectionRecord created(long newId) {
    return new CollectionRecord(source, target, state, filled.withId(newId), probe, units);
  }

  CollectionRecord probing(String newProbe) {
    return new CollectionRecord(source, target, state, filled, newProbe, units);
  }

  CollectionRecord with(String unit, UnaryOperator<UnitRecord> change) {
    List<UnitRecord> changed = new ArrayList<>(units);
    changed.replaceAll(u -> u.unit().equals(unit) ? change.apply(u) : u);
    return new CollectionRecord(source, target, state, filled, probe, changed);
  }
}
