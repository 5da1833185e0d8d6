package dev.milvusbackup.internal.ledger;

import com.fasterxml.jackson.annotation.JsonProperty;
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
 * @param name the name under which it is filled, in the same database
 * @param probe the name of a temporary collection of a probe; empty if there is none
 * @param id its id in Milvus, once known: a name can move to another collection
 * @param append whether it existed before
 * @param rowsBefore the rows that it had then
 * @param units its import jobs
 */
public record CollectionRecord(
    @JsonProperty("source") long source,
    @JsonProperty("target") String target,
    @JsonProperty("state") State state,
    @JsonProperty("name") String name,
    @JsonProperty("probe") String probe,
    @JsonProperty("id") long id,
    @JsonProperty("append") boolean append,
    @JsonProperty("rows_before") long rowsBefore,
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
    name = Objects.requireNonNullElse(name, "");
    probe = Objects.requireNonNullElse(probe, "");
    units = units == null ? List.of() : List.copyOf(units);
  }

  /** A collection that is about to be created. */
  public static CollectionRecord creating(
      long source, CollectionName target, CollectionName working, List<UnitRecord> units) {
    return new CollectionRecord(
        source, target.toString(), State.FILLING, working.name(), "", 0, false, 0, units);
  }

  /** An existing collection that receives more rows. */
  public static CollectionRecord appending(
      long source, CollectionName target, long id, long rowsBefore, List<UnitRecord> units) {
    return new CollectionRecord(
        source, target.toString(), State.FILLING, target.name(), "", id, true, rowsBefore, units);
  }

  public CollectionName targetName() {
    return CollectionName.parse(target);
  }

  public CollectionName fullName() {
    return new CollectionName(targetName().database(), name);
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
    return new CollectionRecord(
        source, target, newState, name, probe, id, append, rowsBefore, units);
  }

  CollectionRecord created(long newId) {
    return new CollectionRecord(
        source, target, state, name, probe, newId, append, rowsBefore, units);
  }

  CollectionRecord probing(String newProbe) {
    return new CollectionRecord(
        source, target, state, name, newProbe, id, append, rowsBefore, units);
  }

  CollectionRecord with(String unit, UnaryOperator<UnitRecord> change) {
    List<UnitRecord> changed = new ArrayList<>(units);
    changed.replaceAll(u -> u.unit().equals(unit) ? change.apply(u) : u);
    return new CollectionRecord(
        source, target, state, name, probe, id, append, rowsBefore, changed);
  }
}
