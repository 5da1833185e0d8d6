package dev.milvusbackup;

import dev.milvusbackup.manifest.BackupManifest;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The door to backup and restore of one Milvus.
 *
 * <p>All methods can be called from any thread. {@link #create}, {@link #restore}, {@link #verify}
 * and {@link #delete} return at once with a {@link Job} that runs on the client's executor; {@link
 * #list}, {@link #find} and {@link #get} block while they read the backup store. Errors are {@link
 * dev.milvusbackup.error.BackupException}s: thrown by the blocking methods, and the cause of the
 * {@link java.util.concurrent.CompletionException} that {@link Job#join()} throws.
 *
 * <p>Once the client is closed, every method but {@link #close} throws {@link
 * IllegalStateException}.
 */
public interface BackupClient extends AutoCloseable {

  /**
   * A new builder.
   *
   * @return the builder
   */
  static BackupClientBuilder builder() {
    return new BackupClientBuilder();
  }

  /**
   * Starts a backup. It is all or nothing: until the job succeeds there is no backup. If it is
   * cancelled or fails, what it has copied is removed; but it is kept if the store or Milvus was
   * unavailable for a while, so that the same create, called again, can go on from there. The same
   * holds for what a process leaves that dies. {@link #list} shows it as incomplete, {@link
   * BackupRequest.Builder#ifIncomplete} says what a create does about it, and {@link #delete}
   * removes it.
   *
   * <p>While it runs the job holds a lock on the name and gives a sign of life every third of
   * {@link Limits#lockLease()}. If it finds the lock of another job, it watches it for up to the
   * lease of that job before it takes over or fails.
   *
   * <p>The backup holds every row whose write was acknowledged before this call, and may hold rows
   * written while it runs.
   *
   * @param request what to back up
   * @return the job; it fails with {@link dev.milvusbackup.error.BackupExistsException} if the name
   *     is taken, {@link dev.milvusbackup.error.BackupLockedException} if another job is at work on
   *     it or has taken over from this one, {@link
   *     dev.milvusbackup.error.BackupInterruptedException} if it can be resumed, {@link
   *     dev.milvusbackup.error.CollectionNotFoundException} or {@link
   *     dev.milvusbackup.error.DatabaseNotFoundException} for unknown names, {@link
   *     dev.milvusbackup.error.PreflightException} for several such problems at once, {@link
   *     dev.milvusbackup.error.MilvusStorageMismatchException} if the Milvus storage is not the one
   *     that Milvus uses, {@link dev.milvusbackup.error.PublishStateUnknownException} if the last
   *     write was not answered, and other {@link dev.milvusbackup.error.BackupException}s
   */
  Job<BackupReport> create(BackupRequest request);

  /**
   * Starts a backup: {@code client.create(b -> b.name("nightly").collections("books"))}.
   *
   * @param request fills in the request
   * @return the job, as of {@link #create(BackupRequest)}
   * @throws dev.milvusbackup.error.InvalidRequestException if the request could never work
   */
  default Job<BackupReport> create(Consumer<BackupRequest.Builder> request) {
    BackupRequest.Builder builder = BackupRequest.builder();
    request.accept(builder);
    return create(builder.build());
  }

  /**
   * Tells what a create would do: everything is checked that can be checked before something is
   * changed. Of the data only names and sizes are listed; a small object is written to the backup
   * store, read and deleted again. Blocks, for some seconds where collections are many.
   *
   * @param request what to back up
   * @return what would be backed up
   * @throws dev.milvusbackup.error.BackupException what {@link #create(BackupRequest)} would fail
   *     with
   * @throws dev.milvusbackup.error.PreflightException if there are several problems
   */
  BackupPreview previewCreate(BackupRequest request);

  /**
   * Tells what a create would do, as of {@link #previewCreate(BackupRequest)}.
   *
   * @param request fills in the request
   * @return what would be backed up
   */
  default BackupPreview previewCreate(Consumer<BackupRequest.Builder> request) {
    BackupRequest.Builder builder = BackupRequest.builder();
    request.accept(builder);
    return previewCreate(builder.build());
  }

  /**
   * Starts a restore. Everything is checked before anything is made: the backup, the listing of its
   * files, the target names. From then on each collection stands alone: one that fails is dropped
   * again, the others go on. A collection is filled under a working name ({@code
   * books__restoring_1a2b3c4d}) and gets its own when it is complete, so that whatever happens
   * nothing half restored lies under a target name. {@link #create} leaves such collections out
   * unless they are named.
   *
   * <p>Should the process die, the same restore started again goes on where it was ({@link
   * IfInterrupted}): what it has done is noted in the backup store, below {@code .restores/}. Where
   * that cannot be written the restore works, logs a warning, and cannot be resumed. After a
   * restore that failed or was cancelled the same one takes the collections that it had finished
   * for restored. Cancelling the job drops those under way and keeps those that are complete.
   *
   * @param request what to restore and under which names
   * @return the job; it fails with {@link RestoreFailedException} if any collection failed (its
   *     report tells which were restored nevertheless), {@link
   *     dev.milvusbackup.error.BackupNotFoundException}, {@link
   *     dev.milvusbackup.error.IncompleteBackupException}, {@link
   *     dev.milvusbackup.error.CorruptBackupException}, {@link
   *     dev.milvusbackup.error.CollectionNotFoundException} if a selected collection is not in the
   *     backup, {@link dev.milvusbackup.error.CollectionExistsException} if a target is there
   *     already, {@link dev.milvusbackup.error.BackupLockedException} if the same restore is under
   *     way somewhere, and other {@link dev.milvusbackup.error.BackupException}s
   */
  Job<RestoreReport> restore(RestoreRequest request);

  /**
   * Starts a restore: {@code client.restore(r -> r.backup("nightly").suffix("_restored"))}.
   *
   * @param request fills in the request
   * @return the job, as of {@link #restore(RestoreRequest)}
   * @throws dev.milvusbackup.error.InvalidRequestException if the request could never work
   */
  default Job<RestoreReport> restore(Consumer<RestoreRequest.Builder> request) {
    RestoreRequest.Builder builder = RestoreRequest.builder();
    request.accept(builder);
    return restore(builder.build());
  }

  /**
   * Starts to look whether a backup is as it should be. What is wrong with it is no failure of the
   * job but what the report tells: damaged metadata and incomplete backups are findings too, and
   * what can still be checked is checked. Nothing is changed in the backup store.
   *
   * @param request which backup, and how closely
   * @return the job; it fails with {@link dev.milvusbackup.error.BackupNotFoundException} if
   *     nothing is stored under the name, {@link
   *     dev.milvusbackup.error.UnsupportedVersionException} if a newer library wrote it, {@link
   *     dev.milvusbackup.storage.StorageException} if the store does not answer, and other {@link
   *     dev.milvusbackup.error.BackupException}s
   */
  Job<VerifyReport> verify(VerifyRequest request);

  /**
   * Starts to look whether a backup is as it should be: {@code client.verify(v ->
   * v.backup("nightly").depth(VerifyDepth.PRESENCE))}.
   *
   * @param request fills in the request
   * @return the job, as of {@link #verify(VerifyRequest)}
   * @throws dev.milvusbackup.error.InvalidRequestException if the request could never work
   */
  default Job<VerifyReport> verify(Consumer<VerifyRequest.Builder> request) {
    VerifyRequest.Builder builder = VerifyRequest.builder();
    request.accept(builder);
    return verify(builder.build());
  }

  /**
   * Tells what a restore would do: everything is checked that is checked before something is
   * changed. Where data would be staged for a Milvus before 2.4, a probe shows that Milvus sees the
   * place: a temporary collection is made and dropped, which takes some seconds. Blocks while it
   * does all that, and reads the data of the backup if {@link RestoreRequest#check()} says so.
   *
   * @param request what to restore and under which names
   * @return what would be restored
   * @throws dev.milvusbackup.error.BackupException what {@link #restore(RestoreRequest)} would fail
   *     with
   * @throws dev.milvusbackup.error.PreflightException if there are several problems
   */
  RestorePreview previewRestore(RestoreRequest request);

  /**
   * Tells what a restore would do, as of {@link #previewRestore(RestoreRequest)}.
   *
   * @param request fills in the request
   * @return what would be restored
   */
  default RestorePreview previewRestore(Consumer<RestoreRequest.Builder> request) {
    RestoreRequest.Builder builder = RestoreRequest.builder();
    request.accept(builder);
    return previewRestore(builder.build());
  }

  /**
   * Starts the deletion of a backup, complete or not. What makes it a backup goes first, so an
   * interrupted deletion leaves an incomplete backup, never a broken one that looks complete; the
   * same deletion, started again, finishes it. It holds the same lock as {@link
   * #create(BackupRequest)}.
   *
   * @param name the backup's name
   * @return the job; it fails with {@link dev.milvusbackup.error.BackupNotFoundException} if
   *     nothing is stored under the name, {@link dev.milvusbackup.error.BackupLockedException} if
   *     another job is at work on it
   * @throws dev.milvusbackup.error.InvalidRequestException if no backup can have that name
   */
  Job<DeleteReport> delete(String name);

  /**
   * Lists what the backup store holds: the backups, made by this library or the Go tool, and the
   * incomplete ones. Reads one small object for each.
   *
   * @return the listing, ordered by name
   * @throws dev.milvusbackup.storage.StorageException if the store does not answer
   */
  BackupListing list();

  /**
   * What a backup contains, if there is one.
   *
   * @param name its name
   * @return the manifest, or empty if there is no complete backup of that name
   * @throws dev.milvusbackup.error.InvalidRequestException if no backup can have that name
   * @throws dev.milvusbackup.error.CorruptBackupException if its metadata is damaged
   * @throws dev.milvusbackup.error.UnsupportedVersionException if a newer library wrote it
   * @throws dev.milvusbackup.storage.StorageException if the store does not answer
   */
  Optional<BackupManifest> find(String name);

  /**
   * What a backup contains.
   *
   * @param name its name
   * @return the manifest
   * @throws dev.milvusbackup.error.BackupNotFoundException if nothing is stored under the name
   * @throws dev.milvusbackup.error.IncompleteBackupException if it was never finished
   * @throws dev.milvusbackup.error.BackupException as {@link #find}
   */
  BackupManifest get(String name);

  /**
   * Asks Milvus for its version, which also shows that it answers and accepts the credentials.
   *
   * @return the version as the server tells it, such as {@code v2.3.5}
   * @throws dev.milvusbackup.error.MilvusUnavailableException if it does not answer in time
   * @throws dev.milvusbackup.error.MilvusAuthenticationException if it refuses the credentials
   */
  String milvusVersion();

  /**
   * Cancels running jobs, waits up to ten seconds for their clean-up, and releases what the client
   * opened itself: connections and stores given by URI. Stores and executors that were passed as
   * objects stay open. Calling it twice is harmless.
   */
  @Override
  void close();
}
