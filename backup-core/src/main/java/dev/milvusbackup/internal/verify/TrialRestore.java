package dev.milvusbackup.internal.verify;

import dev.milvusbackup.AliasPolicy;
import dev.milvusbackup.CollectionName;
import dev.milvusbackup.IndexPolicy;
import dev.milvusbackup.IntegrityCheck;
import dev.milvusbackup.Limits;
import dev.milvusbackup.LoadPolicy;
import dev.milvusbackup.RbacPolicy;
import dev.milvusbackup.RestoreFailedException;
import dev.milvusbackup.RestoreReport.Failed;
import dev.milvusbackup.RestoreReport.Restored;
import dev.milvusbackup.RestoreRequest;
import dev.milvusbackup.VerifyReport.FindingKind;
import dev.milvusbackup.error.BackupException;
import dev.milvusbackup.error.CorruptBackupException;
import dev.milvusbackup.error.MilvusAuthenticationException;
import dev.milvusbackup.error.MilvusException;
import dev.milvusbackup.error.MilvusUnavailableException;
import dev.milvusbackup.internal.catalog.LoadedBackup;
import dev.milvusbackup.internal.check.Findings;
import dev.milvusbackup.internal.job.JobContext;
import dev.milvusbackup.internal.milvus.MilvusGateway;
import dev.milvusbackup.internal.restore.RestorePipeline;
import dev.milvusbackup.manifest.CollectionManifest;
import dev.milvusbackup.storage.ObjectKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Restores a backup into temporary collections, checks their rows, and drops them. */
final class TrialRestore {

  private static final Logger LOG = LoggerFactory.getLogger(TrialRestore.class);

  private final MilvusGateway milvus;
  private final RestorePipeline restore;
  private final RowSample rows;

  TrialRestore(MilvusGateway milvus, RestorePipeline restore, Limits limits) {
    this.milvus = milvus;
    this.restore = restore;
    this.rows = new RowSample(milvus, limits.importTimeout());
  }

  void check(LoadedBackup backup, Findings findings, JobContext job) {
    Map<CollectionName, CollectionName> targets = targets(backup, job);
    try {
      for (Restored restored : restore(backup, targets, findings, job)) {
        read(restored, backup, findings, job);
      }
    } finally {
      targets.values().forEach(this::drop);
    }
  }

  /** All in one database, so that none has to be created for it. */
  private static Map<CollectionName, CollectionName> targets(LoadedBackup backup, JobContext job) {
    Map<CollectionName, CollectionName> targets = new LinkedHashMap<>();
    String prefix = "verify_trial_" + Integer.toHexString(job.id().hashCode()) + "_";
    for (CollectionManifest collection : backup.manifest().collections()) {
      CollectionName target =
          new CollectionName(CollectionName.DEFAULT_DATABASE, prefix + targets.size());
      targets.put(collection.name(), target);
    }
    return targets;
  }

  private List<Restored> restore(
      LoadedBackup backup,
      Map<CollectionName, CollectionName> targets,
      Findings findings,
      JobContext job) {
    RestoreRequest.Builder request =
        RestoreRequest.builder()
            .backup(backup.layout().name().value())
            .indexes(IndexPolicy.SKIP)
            .load(LoadPolicy.SKIP)
            .aliases(AliasPolicy.SKIP)
            .rbac(RbacPolicy.SKIP)
            .check(IntegrityCheck.PRESENCE) // the content has just been looked at
            .id(job.id());
    targets.forEach((source, target) -> request.rename(source.toString(), target.toString()));
    try {
      return restore.run(request.build(), job).restored();
    } catch (RestoreFailedException e) {
      e.report().failed().forEach(failed -> add(failed, backup, findings));
      return e.report().restored();
    } catch (CorruptBackupException e) {
      findings.add(FindingKind.RESTORE, backup.layout().directory(), e.getMessage());
      return List.of();
    }
  }

  private void add(Failed failed, LoadedBackup backup, Findings findings) {
    findings.add(FindingKind.RESTORE, directory(failed.source(), backup), ofBackup(failed.cause()));
  }

  private void read(Restored restored, LoadedBackup backup, Findings findings, JobContext job) {
    try {
      rows.check(restored, job)
          .ifPresent(
              why -> findings.add(FindingKind.RESTORE, directory(restored.source(), backup), why));
    } catch (MilvusException e) {
      findings.add(FindingKind.RESTORE, directory(restored.source(), backup), ofBackup(e));
    }
  }

  /** An unavailable server says nothing about the backup. */
  private static String ofBackup(BackupException e) {
    boolean looked = e instanceof CorruptBackupException || e instanceof MilvusException;
    if (!looked
        || e instanceof MilvusUnavailableException
        || e instanceof MilvusAuthenticationException) {
      throw e;
    }
    return e.getMessage();
  }

  private static ObjectKey directory(CollectionName source, LoadedBackup backup) {
    long id = backup.manifest().collection(source).map(CollectionManifest::id).orElse(0L);
    return backup.layout().insertDirectory(id);
  }

  private void drop(CollectionName target) {
    try {
      milvus.collections().drop(target);
    } catch (BackupException e) {
      LOG.warn("Cannot drop {}, a temporary collection of a verify. Drop it manually", target, e);
    }
  }
}
