package dev.milvusbackup.internal.restore.resume;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.IfExists;
import dev.milvusbackup.IfInterrupted;
import dev.milvusbackup.RestoreRequest;
import dev.milvusbackup.error.CollectionExistsException;
import dev.milvusbackup.internal.data.DataImport;
import dev.milvusbackup.internal.data.Environment;
import dev.milvusbackup.internal.data.RestorePlan;
import dev.milvusbackup.internal.job.CancelToken;
import dev.milvusbackup.internal.ledger.RestoreLedger;
import dev.milvusbackup.internal.ledger.RestoreRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The leftovers of an interrupted run of the same restore, according to its ledger. */
public final class PreviousRuns {

  private static final Logger LOG = LoggerFactory.getLogger(PreviousRuns.class);

  /**
   * A user who replaces collections a day later wants them as in the backup, not as an earlier run
   * left them.
   */
  private static final Duration REPLACED_FOR_GOOD = Duration.ofDays(1);

  private final RestoreLedger ledger;
  private final ResumeDecider decider;
  private final RestoreRequest request;
  private final Optional<RestoreRecord> former;

  public PreviousRuns(
      Environment environment, DataImport path, RestoreLedger ledger, RestoreRequest request) {
    this.ledger = ledger;
    this.decider =
        new ResumeDecider(environment.milvus(), path, ledger, environment.limits().importTimeout());
    this.request = request;
    this.former = ledger.former();
  }

  public ResumeDecider decider() {
    return decider;
  }

  /** Whether an earlier run has restored the target, so that it stays. */
  public boolean isRestored(long source, CollectionName target) {
    boolean counts =
        request.ifExists() != IfExists.REPLACE || former.filter(this::isRecentReplace).isPresent();
    return counts
        && request.ifInterrupted() == IfInterrupted.RESUME
        && decider.isRestored(source, target);
  }

  /** Refuses an unfinished earlier run if the request says so. */
  public void requireResumable() {
    if (former.isPresent() && request.ifInterrupted() == IfInterrupted.FAIL) {
      throw new CollectionExistsException(
          "Cannot restore backup '%s': the same restore was interrupted before. Resume it, or start it again (IfInterrupted)."
              .formatted(request.backup()));
    }
  }

  /** After all checks, and before anything is created. */
  public void takeOver(RestoreIdentity identity, RestorePlan plan, CancelToken cancel) {
    former.ifPresent(f -> LOG.info("Restore of '{}' was interrupted: {}", f.backup(), what()));
    // Leftovers of collections that are no longer planned, because another client has created them,
    // are useless.
    Set<Long> planned =
        plan.collections().stream().map(c -> c.manifest().id()).collect(Collectors.toSet());
    boolean anew = request.ifInterrupted() == IfInterrupted.RESTART;
    decider.discard(record -> anew || !planned.contains(record.source()), cancel);
    ledger.begin(
        new RestoreRecord(
            request.backup().value(),
            identity.milvus(),
            request.ifExists().name(),
            Instant.now().toString(),
            former.map(RestoreRecord::databases).orElse(List.of())));
  }

  private String what() {
    return request.ifInterrupted() == IfInterrupted.RESTART ? "started again" : "resumed";
  }

  private boolean isRecentReplace(RestoreRecord record) {
    return record.ifExists().equals(IfExists.REPLACE.name())
        && record.updated().plus(REPLACED_FOR_GOOD).isAfter(Instant.now());
  }
}
