package dev.milvusbackup;

import dev.milvusbackup.manifest.BackupManifest;
import dev.milvusbackup.retention.ObjectExplanation;
import dev.milvusbackup.retention.PrunePreview;
import dev.milvusbackup.retention.PruneReport;
import dev.milvusbackup.retention.PruneRequest;
import dev.milvusbackup.retention.StoreUsage;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Entry point for backing up and restoring one Milvus instance.
 *
 * <p>All methods can be called from any thread. {@link #create}, {@link #restore}, {@link #verify},
 * {@link #delete} and {@link #prune} immediately return a {@link Job} that runs on the client's
 * executor. All other methods block.
 *
 * <p>Jobs and blocking methods fail with {@link dev.milvusbackup.error.BackupException}s only, or
 * with a {@link java.util.concurrent.CancellationException} if the job is cancelled or the calling
 * thread of a blocking method is interrupted. {@link Job#await()} throws these as they are. After
 * {@link #close}, all other methods throw {@link IllegalStateException}.
 *
 * <p>This interface may gain methods in minor releases. Applications should not implement it; for
 * tests there is {@code FakeBackupClient} in the module {@code backup-testkit}.
 */
public interface BackupClient extends AutoCloseable {

  /** {@return a new builder} */
  static BackupClientBuilder builder() {
    return new BackupClientBuilder();
  }

  /**
   * Starts a backup. It contains every row whose write was acknowledged before this call, and may
   * contain rows that are written while it runs.
   *
   * <p>A create is atomic: the backup exists only after the job has succeeded. If the job is
   * cancelled or fails, the objects that it has copied are deleted. They are kept if the store or
   * Milvus was unreachable for too long, or if the process dies: the same create then resumes from
   * them. {@link #list} shows such a backup as incomplete, {@link
   * BackupRequest.Builder#ifIncomplete} controls how the next create handles it, and {@link
   * #delete} removes it.
   *
   * <p>While the job runs it holds a lock on the name of the backup, and sends a heartbeat every
   * third of {@link Limits#lockLease()}. If another job holds the lock, this job watches it for up
   * to one lease of that job, and then takes over or fails.
   *
   * <p>{@link BackupRequest.Builder#verify} and {@link
   * BackupRequest.Builder#retention(PruneRequest) retention} of the request run after that, in the
   * same job. The backup then exists, whatever they find, and stays if the job is cancelled.
   *
   * @param request the request
   * @return the job; it fails with {@link dev.milvusbackup.error.BackupExistsException} if the name
   *     is taken, {@link dev.milvusbackup.error.BackupLockedException} if another job is working on
   *     it or has taken over, {@link dev.milvusbackup.error.BackupInterruptedException} if it can
   *     be resumed, {@link dev.milvusbackup.error.CollectionNotFoundException} or {@link
   *     dev.milvusbackup.error.DatabaseNotFoundException} for unknown names, {@link
   *     dev.milvusbackup.error.PreflightException} for several such problems together, {@link
   *     dev.milvusbackup.error.MilvusStorageMismatchException} if the configured Milvus storage is
   *     not the one that Milvus uses, {@link dev.milvusbackup.error.PublishStateUnknownException}
   *     if the store did not answer the last write, and other {@link
   *     dev.milvusbackup.error.BackupException}s
   */
  Job<BackupReport> create(BackupRequest request);

  /**
   * Starts a backup: {@code client.create(b -> b.name("nightly").collections("books"))}.
   *
   * @param request fills in the request
   * @return the job, same as {@link #create(BackupRequest)}
   * @throws dev.milvusbackup.error.InvalidRequestException if the request cannot succeed
   */
  default Job<BackupReport> create(Consumer<BackupRequest.Builder> request) {
    BackupRequest.Builder builder = BackupRequest.builder();
    request.accept(builder);
    return create(builder.build());
  }

  /**
   * Validates a backup request and describes its effect without changing anything in Milvus. It
   * runs every check that a create runs before it starts to copy, and reports all problems
   * together. To test the backup store, it writes, reads and deletes one small object. Blocks, for
   * several seconds if there are many collections.
   *
   * @param request the request
   * @return the effect that the create would have
   * @throws dev.milvusbackup.error.BackupException the problem that {@link #create(BackupRequest)}
   *     would fail with
   * @throws dev.milvusbackup.error.PreflightException if there are several problems
   */
  BackupPreview previewCreate(BackupRequest request);

  /**
   * Validates a backup request, same as {@link #previewCreate(BackupRequest)}.
   *
   * @param request fills in the request
   * @return the effect that the create would have
   */
  default BackupPreview previewCreate(Consumer<BackupRequest.Builder> request) {
    BackupRequest.Builder builder = BackupRequest.builder();
    request.accept(builder);
    return previewCreate(builder.build());
  }

  /**
   * Starts a restore. It first checks the whole request, the backup and the targets, and changes
   * nothing if there is a problem. After that, collections are independent of each other: one that
   * fails is dropped, and the others continue.
   *
   * <p>A collection is filled under a working name ({@code books__restoring_1a2b3c4d}) and renamed
   * when it is complete, so a partially restored collection never appears under the target name.
   * {@link #create} ignores working collections unless they are selected by name.
   *
   * <p>Re-run the same restore after a crash and it resumes, skipping finished import jobs ({@link
   * IfInterrupted}). Its state is stored in the backup store, under {@code .restores/}; if that
   * cannot be written, the restore logs a warning and cannot be resumed. After a restore that
   * failed or was cancelled, the same restore keeps the collections that were finished. Cancelling
   * the job drops unfinished collections and keeps finished ones.
   *
   * @param request the request
   * @return the job; it fails with {@link RestoreFailedException} if a collection failed (its
   *     report contains those that were restored), {@link
   *     dev.milvusbackup.error.BackupNotFoundException}, {@link
   *     dev.milvusbackup.error.IncompleteBackupException}, {@link
   *     dev.milvusbackup.error.CorruptBackupException}, {@link
   *     dev.milvusbackup.error.CollectionNotFoundException} if the backup does not contain a
   *     selected collection, {@link dev.milvusbackup.error.CollectionExistsException} if a target
   *     exists, {@link dev.milvusbackup.error.BackupLockedException} if the same restore is running
   *     elsewhere, and other {@link dev.milvusbackup.error.BackupException}s
   */
  Job<RestoreReport> restore(RestoreRequest request);

  /**
   * Starts a restore: {@code client.restore(r -> r.backup("nightly").suffix("_restored"))}.
   *
   * @param request fills in the request
   * @return the job, same as {@link #restore(RestoreRequest)}
   * @throws dev.milvusbackup.error.InvalidRequestException if the request cannot succeed
   */
  default Job<RestoreReport> restore(Consumer<RestoreRequest.Builder> request) {
    RestoreRequest.Builder builder = RestoreRequest.builder();
    request.accept(builder);
    return restore(builder.build());
  }

  /**
   * Starts verifying a backup. Problems with the backup do not fail the job; the report lists them,
   * including damaged metadata and an incomplete backup, and the checks continue as far as
   * possible. Nothing is changed in the backup store.
   *
   * @param request the request
   * @return the job; it fails with {@link dev.milvusbackup.error.BackupNotFoundException} if
   *     nothing is stored under the name, {@link
   *     dev.milvusbackup.error.UnsupportedVersionException} if a newer library wrote the backup,
   *     {@link dev.milvusbackup.storage.StorageException} if the store does not answer, and other
   *     {@link dev.milvusbackup.error.BackupException}s
   */
  Job<VerifyReport> verify(VerifyRequest request);

  /**
   * Starts verifying a backup: {@code client.verify(v ->
   * v.backup("nightly").depth(VerifyDepth.PRESENCE))}.
   *
   * @param request fills in the request
   * @return the job, same as {@link #verify(VerifyRequest)}
   * @throws dev.milvusbackup.error.InvalidRequestException if the request cannot succeed
   */
  default Job<VerifyReport> verify(Consumer<VerifyRequest.Builder> request) {
    VerifyRequest.Builder builder = VerifyRequest.builder();
    request.accept(builder);
    return verify(builder.build());
  }

  /**
   * Validates a restore request and describes its effect. It runs every check, reports all problems
   * together, and changes nothing, with one exception: if data would have to be staged for a Milvus
   * before 2.4, it creates and drops a temporary collection to test that Milvus can read the
   * staging area. Blocks; depending on {@link RestoreRequest#check()}, it reads all data of the
   * backup.
   *
   * @param request the request
   * @return the effect that the restore would have
   * @throws dev.milvusbackup.error.BackupException the problem that {@link
   *     #restore(RestoreRequest)} would fail with
   * @throws dev.milvusbackup.error.PreflightException if there are several problems
   */
  RestorePreview previewRestore(RestoreRequest request);

  /**
   * Validates a restore request, same as {@link #previewRestore(RestoreRequest)}.
   *
   * @param request fills in the request
   * @return the effect that the restore would have
   */
  default RestorePreview previewRestore(Consumer<RestoreRequest.Builder> request) {
    RestoreRequest.Builder builder = RestoreRequest.builder();
    request.accept(builder);
    return previewRestore(builder.build());
  }

  /**
   * Starts deleting a backup, complete or incomplete. The objects that mark the backup as complete
   * are deleted first, so an interrupted deletion leaves an incomplete backup, never a damaged one
   * that looks complete. Run the same deletion again to finish it. The job holds the same lock as
   * {@link #create(BackupRequest)}. Objects that incremental backups share remain until a {@link
   * #prune(PruneRequest) prune} removes those that nothing refers to.
   *
   * <p>An incremental backup is only marked as deleted. {@link #undelete} brings it back, until a
   * prune has removed it after its grace period, or another backup has taken its name.
   *
   * @param name the name of the backup
   * @return the job; it fails with {@link dev.milvusbackup.error.BackupNotFoundException} if
   *     nothing is stored under the name, and {@link dev.milvusbackup.error.BackupLockedException}
   *     if another job is working on it
   * @throws dev.milvusbackup.error.InvalidRequestException if no backup can have that name
   */
  Job<DeleteReport> delete(String name);

  /**
   * Starts bringing back a deleted incremental backup. Nothing is copied. If the job is killed,
   * repeat it.
   *
   * @param name the name of the backup
   * @return the job; it fails with {@link dev.milvusbackup.error.BackupNotFoundException} if no
   *     deleted backup has that name, or a prune has begun to remove what it needs, and {@link
   *     dev.milvusbackup.error.BackupLockedException} if another job is working on it
   * @throws dev.milvusbackup.error.InvalidRequestException if no backup can have that name
   */
  @Beta
  Job<BackupSummary> undelete(String name);

  /**
   * Starts repairing a backup. Like a verification, it checks the content of all its data. It
   * fetches each object that is missing or damaged again, from {@linkplain
   * RepairRequest.Builder#copy a second copy} of the backup store or from the storage of Milvus,
   * while that still has it. Whatever has another size or digest than the metadata says is refused,
   * and nothing is written. Objects that other backups share are repaired for all of them.
   *
   * <p>What cannot be fetched does not fail the job; the report lists it. Objects that do not
   * belong to the backup are reported and left alone. If the job is killed, repeat it.
   *
   * @param request the request
   * @return the job; it fails with {@link dev.milvusbackup.error.BackupNotFoundException} if there
   *     is no such backup, {@link dev.milvusbackup.error.IncompleteBackupException} if it was never
   *     completed, {@link dev.milvusbackup.error.CorruptBackupException} if its metadata is
   *     damaged, {@link dev.milvusbackup.error.InvalidRequestException} if the request names no
   *     copy and the client has no storage of Milvus, {@link
   *     dev.milvusbackup.error.BackupLockedException} if another job is working on it, and other
   *     {@link dev.milvusbackup.error.BackupException}s
   */
  @Beta
  Job<RepairReport> repair(RepairRequest request);

  /**
   * Starts repairing a backup: {@code client.repair(r -> r.backup("nightly").copy(store))}.
   *
   * @param request fills in the request
   * @return the job, same as {@link #repair(RepairRequest)}
   * @throws dev.milvusbackup.error.InvalidRequestException if the request cannot succeed
   */
  @Beta
  default Job<RepairReport> repair(Consumer<RepairRequest.Builder> request) {
    RepairRequest.Builder builder = RepairRequest.builder();
    request.accept(builder);
    return repair(builder.build());
  }

  /**
   * Starts making an incremental backup of a full one, under the same name, so that other
   * incremental backups share its objects. Its insert logs are copied inside the service if
   * possible, except for those that the store holds already. It remains complete all the time. What
   * it had as a full backup remains too, also for the Go tool, until a prune removes it after its
   * grace period. If the job is killed, repeat it.
   *
   * <p>The client needs the storage of the Milvus that was backed up, since only its backups can
   * share. Later creates refer to the adopted objects if both storages derive the ETag of an object
   * from its content, as S3 does for objects that are not encrypted and were not uploaded in parts.
   *
   * @param name the name of the full backup, from this library or from the Go tool
   * @return the job; it fails with {@link dev.milvusbackup.error.BackupNotFoundException} if there
   *     is no such backup, {@link dev.milvusbackup.error.InvalidRequestException} if it is
   *     incremental already, was made in mode {@link BackupMode#LOGICAL}, or by a very old Go tool,
   *     {@link dev.milvusbackup.error.CorruptBackupException} if an object is missing or damaged,
   *     and {@link dev.milvusbackup.error.BackupLockedException} if another job is working on it
   * @throws dev.milvusbackup.error.InvalidRequestException if no backup can have that name
   */
  @Beta
  Job<BackupReport> adopt(String name);

  /**
   * Starts making a full backup of an incremental one, which the Go tool reads too. The objects are
   * copied inside the service if possible; the incremental backup remains. If the job is killed,
   * repeat it. Like a create, it holds the lock of the new name.
   *
   * @param name the name of the incremental backup
   * @param as the name of the full backup
   * @return the job; it fails with {@link dev.milvusbackup.error.BackupNotFoundException} if there
   *     is no such backup, {@link dev.milvusbackup.error.InvalidRequestException} if it is not
   *     incremental, {@link dev.milvusbackup.error.BackupExistsException} if the other name is
   *     taken, and {@link dev.milvusbackup.error.CorruptBackupException} if an object is missing or
   *     damaged
   * @throws dev.milvusbackup.error.InvalidRequestException if no backup can have such a name
   */
  @Beta
  Job<BackupReport> materialize(String name, String as);

  /**
   * Starts deleting old backups: all that the request selects and that none of its rules keeps. The
   * last good backup of a set of collections is always kept ({@link
   * dev.milvusbackup.retention.KeepReason#LAST_GOOD}), and so are backups whose date or format is
   * unknown. Each backup is deleted as by {@link #delete}, the oldest first; one that cannot be
   * deleted does not stop the others. What another job has done since the decision counts: a backup
   * that was made again under the same name, or whose newer replacement is gone, is left alone. So
   * is a backup that a restore, verification or materialization of this client reads.
   *
   * <p>Each prune also looks at the objects that incremental backups share. It condemns those that
   * nothing refers to, and removes those that an earlier prune has condemned, after the {@link
   * PruneRequest#gracePeriod() grace period}. Creates, restores and verifications may run
   * meanwhile, in other processes too; a second prune is refused with {@link
   * dev.milvusbackup.error.BackupLockedException}.
   *
   * <p>To learn the time of the store, the job writes and deletes one small object.
   *
   * @param request the request
   * @return the job; it fails with {@link dev.milvusbackup.retention.PruneFailedException} if a
   *     backup could not be deleted (its report contains those that were), {@link
   *     dev.milvusbackup.error.PruneRefusedException} before anything is deleted if the clocks of
   *     this machine and the store differ by more than five minutes, a backup is dated in the
   *     future, or one cannot be read, and other {@link dev.milvusbackup.error.BackupException}s
   */
  @Beta
  Job<PruneReport> prune(PruneRequest request);

  /**
   * Starts deleting old backups: {@code client.prune(p -> p.prefix("nightly-").keepLast(7))}.
   *
   * @param request fills in the request
   * @return the job, same as {@link #prune(PruneRequest)}
   * @throws dev.milvusbackup.error.InvalidRequestException if the request selects no backups or has
   *     no rule
   */
  @Beta
  default Job<PruneReport> prune(Consumer<PruneRequest.Builder> request) {
    PruneRequest.Builder builder = PruneRequest.builder();
    request.accept(builder);
    return prune(builder.build());
  }

  /**
   * Shows which backups {@link #prune(PruneRequest)} would delete, and why the others are kept.
   * Deletes nothing; like the prune, it writes and deletes one small object. Blocks while it reads
   * the metadata of the backups.
   *
   * @param request the request
   * @return the decisions
   * @throws dev.milvusbackup.error.BackupException as the prune would fail before it deletes
   */
  @Beta
  PrunePreview previewPrune(PruneRequest request);

  /**
   * Shows what a prune would do, same as {@link #previewPrune(PruneRequest)}.
   *
   * @param request fills in the request
   * @return the decisions
   */
  @Beta
  default PrunePreview previewPrune(Consumer<PruneRequest.Builder> request) {
    PruneRequest.Builder builder = PruneRequest.builder();
    request.accept(builder);
    return previewPrune(builder.build());
  }

  /**
   * Lists the backups in the store, made by this library or by the Go tool, and the incomplete
   * ones. Blocks while it reads one small object of each backup.
   *
   * @return the listing, ordered by name
   * @throws dev.milvusbackup.storage.StorageException if the store does not answer
   */
  BackupListing list();

  /**
   * Adds up what each backup holds, and what deleting it would free. Blocks while it lists the
   * store and reads the manifests of all incremental backups. Memory grows with the number of
   * different shared segments.
   *
   * @return the usage
   * @throws dev.milvusbackup.storage.StorageException if the store does not answer
   */
  @Beta
  StoreUsage usage();

  /**
   * Explains why an object of the backup store stays, or when a prune removes it. Blocks; for a
   * shared object while it reads the manifests of all incremental backups. To learn the time of the
   * store, it then writes and deletes one small object.
   *
   * @param key the key from the root of the backup store, as a verification reports it
   * @param gracePeriod the grace period of the prunes
   * @return the explanation
   * @throws dev.milvusbackup.error.InvalidRequestException if there is no such object, and no
   *     backup refers to it
   * @throws dev.milvusbackup.error.PruneRefusedException if the store reports no time
   */
  @Beta
  ObjectExplanation explain(String key, Duration gracePeriod);

  /**
   * Explains why an object stays, for prunes with the default grace period, same as {@link
   * #explain(String, Duration)}.
   *
   * @param key the key from the root of the backup store
   * @return the explanation
   */
  @Beta
  default ObjectExplanation explain(String key) {
    return explain(key, Duration.ofDays(1));
  }

  /**
   * Finds a backup. Blocks while it reads the metadata.
   *
   * @param name the name of the backup
   * @return its content, or empty if no complete backup has that name
   * @throws dev.milvusbackup.error.InvalidRequestException if no backup can have that name
   * @throws dev.milvusbackup.error.CorruptBackupException if the metadata is damaged
   * @throws dev.milvusbackup.error.UnsupportedVersionException if a newer library wrote it
   * @throws dev.milvusbackup.storage.StorageException if the store does not answer
   */
  Optional<BackupManifest> find(String name);

  /**
   * Returns the content of a backup. Blocks while it reads the metadata.
   *
   * @param name the name of the backup
   * @return its content
   * @throws dev.milvusbackup.error.BackupNotFoundException if nothing is stored under the name
   * @throws dev.milvusbackup.error.IncompleteBackupException if the backup was never completed
   * @throws dev.milvusbackup.error.BackupException for the same reasons as {@link #find}
   */
  BackupManifest get(String name);

  /**
   * Asks Milvus for its version. Success also shows that Milvus accepts the credentials. Blocks for
   * up to the timeouts of the {@link MilvusConnection}.
   *
   * @return the version as the server reports it, such as {@code v2.3.5}
   * @throws dev.milvusbackup.error.MilvusUnavailableException if Milvus does not answer in time
   * @throws dev.milvusbackup.error.MilvusAuthenticationException if it rejects the credentials
   */
  String milvusVersion();

  /**
   * Cancels running jobs, waits up to 10 seconds for their clean-up, and releases the resources
   * that the client opened: connections, and stores given by URI. Stores and executors that were
   * passed as objects stay open. A second call has no effect.
   */
  @Override
  void close();
}
