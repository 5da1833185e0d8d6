package dev.milvusbackup.internal.ledger;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Objects;

/**
 * The progress of one import job.
 *
 * @param unit which files go into which partition
 * @param job its id in Milvus, once known
 * @param rows the rows that it imported, once it is done
 */
public record UnitRecord(
    @JsonProperty("unit") String unit,
    @JsonProperty("state") State state,
    @JsonProperty("job") String job,
    @JsonProperty("rows") long rows) {

  /** Recorded before and after each step, so that a crash in between is visible. */
  public enum State {
    /** Milvus knows nothing of it. */
    OPEN,
    /** About to be sent to Milvus: it may have arrived or not. */
    INTENDED,
    /** Milvus has accepted it and assigned an id. */
    STARTED,
    /** Milvus has imported it. */
    DONE
  }

  /** Replaces values that the JSON leaves out by initial ones. */
  public UnitRecord {
    unit = Objects.requireNonNullElse(unit, "");
    job = Objects.requireNonNullElse(job, "");
    state = Objects.requireNonNullElse(state, State.OPEN);
  }

  public static UnitRecord open(String unit) {
    return new UnitRecord(unit, State.OPEN, "", 0);
  }

  public boolean is(State wanted) {
    return state == wanted;
  }

  UnitRecord intended() {
    return new UnitRecord(unit, State.INTENDED, "", 0);
  }

  UnitRecord started(String newJob) {
    return new UnitRecord(unit, State.STARTED, newJob, 0);
  }

  UnitRecord done(long imported) {
    return new UnitRecord(unit, State.DONE, job, imported);
  }
}
