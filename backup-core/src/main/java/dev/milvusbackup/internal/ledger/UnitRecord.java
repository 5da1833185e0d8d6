package dev.milvusbackup.internal.ledger;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Objects;

/**
 * How far one import job has come.
 *
 * @param unit which files go into which partition
 * @param job its id in Milvus, once that is known
 * @param rows the rows that it imported, once it is done
 */
public record UnitRecord(
    @JsonProperty("unit") String unit,
    @JsonProperty("state") State state,
    @JsonProperty("job") String job,
    @JsonProperty("rows") long rows) {

  /** Written before and after each step, so that a crash in between shows. */
  public enum State {
    /** Milvus knows nothing of it. */
    OPEN,
    /** About to be handed to Milvus: perhaps it was, perhaps not. */
    INTENDED,
    /** Milvus has it and gave it a number. */
    STARTED,
    /** Milvus has imported it. */
    DONE
  }

  /** Takes what the JSON leaves out as it is at the beginning. */
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
