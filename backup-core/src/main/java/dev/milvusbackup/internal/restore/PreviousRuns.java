package dev.milvusbackup.internal.restore;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.IfExists;
import dev.milvusbackup.IfInterrupted;
import dev.milvusbackup.RestoreRequest;
import dev.milvusbackup.error.CollectionExistsException;
import dev.milvusbackup.internal.data.RestorePlan;
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

/** What is made of the ledger that an interrupted run of the same restore has left. */
final class PreviousRuns {

  private static final Logger LOG = LoggerFactory.getLogger(PreviousRuns.class);

  /**
   * Who replaces collections a day later wants them as they are in the backup, not as they were
   * when an earlier run had replaced them.
   */
  private static final Duration REPLACED_FOR_GOOD = Duration.ofDays(1);

  private final RestoreLedger ledger;
  private final ResumeDecider resumption;
  private final RestoreRequest request;
  private final Optional<RestoreRecord> former;

  PreviousRuns(ResumeDecider resumption, RestoreLedger ledger, RestoreRequest request) {
    this.ledger = ledger;
    this.resumption = resumption;
    this.request = request;
    this.former = ledger.former();
  }

  /** Whether the target is what an earlier run has restored, and stays. */
  boolean isRestored(long source, CollectionName target) {
    boolean counts =
        request.ifExists() != IfExists.REPLACE || former.filter(this::isRecentReplace).isPresent();
    return counts
        && request.ifInterrupted() == IfInterrupted.RESUME
        && resumption.isRestored(source, target);
  }

  /** Where an earlier run that did not end is not to be gone on with unseen. */
  void requireResumable() {
    if (former.isPresent() && request.ifInterrupted() == IfInterrupted.FAIL) {
      throw new CollectionExistsException(
          "Cannot restore backup '%s': the same restore was begun before and did not end. Resume it, or start it anew (IfInterrupted)."
              .formatted(request.backup()));
    }
  }

  /** After everything was checked, and before anything is made. */
  void takeUp(RestoreIdentity identity, RestorePlan plan) {
    former.ifPresent(f -> LOG.info("Restore of '{}' was interrupted: {}", f.backup(), what()));
    // What is not to be made any longer, since somebody else has made it, is of no use either.
    Set<Long> planned =
        plan.collections().stream().map(c -> c.manifest().id()).collect(Collectors.toSet());
    boolean anew = request.ifInterrupted() == IfInterrupted.RESTART;
    resumption.discard(record -> anew || !planned.contains(record.source()));
    ledger.begin(
        new RestoreRecord(
            request.backup().value(),
            identity.milvus(),
            request.ifExists().name(),
            Instant.now().toString(),
            former.map(RestoreRecord::databases).orElse(List.of())));
  }

  private String what() {
    return request.ifInterrupted() == IfInterrupted.RESTART ? "started anew" : "resumed";
  }

  private boolean isRecentReplace(RestoreRecord record) {
    return record.ifExists().equals(IfExists.REPLACE.name())
        && record.updated().plus(REPLACED_FOR_GOOD).isAfter(Instant.now());
  }
}
