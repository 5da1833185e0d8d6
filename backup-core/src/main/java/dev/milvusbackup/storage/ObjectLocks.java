package dev.milvusbackup.storage;

import dev.milvusbackup.Beta;
import java.time.Instant;
import java.util.Optional;

/**
 * Locks objects of a store against deletion until a date, such as S3's object lock. Duties of an
 * implementation:
 *
 * <ul>
 *   <li>A lock is only ever extended: {@link #lock} with an earlier date changes nothing.
 *   <li>Until the date, nobody can destroy the content without a special right. An object that is
 *       written, copied or replaced later is not locked.
 *   <li>A call may be repeated.
 * </ul>
 *
 * <p>A caller never deletes or replaces a locked object. S3 does not refuse that: it hides the
 * locked version behind a delete marker or a newer version, and the space stays occupied.
 */
@Beta
public interface ObjectLocks {

  /** Who can end a lock before its date. */
  enum Mode {
    /** Users with a special right can, such as {@code s3:BypassGovernanceRetention}. */
    GOVERNANCE,
    /** Nobody can, not even the owner of the account. */
    COMPLIANCE
  }

  /**
   * Locks an object, or extends its lock.
   *
   * @param key its key
   * @param mode who can end the lock; an object that is locked by {@link Mode#COMPLIANCE} stays so
   * @param until the object stays at least until then
   * @throws ObjectNotFoundException if there is no such object
   * @throws StorageException if it cannot be locked
   */
  void lock(ObjectKey key, Mode mode, Instant until);

  /**
   * Reads the lock of an object.
   *
   * @param key its key
   * @return the date, which may be in the past; empty if the object was never locked
   * @throws ObjectNotFoundException if there is no such object
   * @throws StorageException if the store does not answer
   */
  Optional<Instant> lockedUntil(ObjectKey key);
}
