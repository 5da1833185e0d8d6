package dev.milvusbackup;

import dev.milvusbackup.storage.ObjectKey;
import java.time.Duration;
import java.util.List;

/**
 * What was found wrong with a backup.
 *
 * @param backup the backup's name
 * @param depth how closely it was looked at
 * @param objects the objects that were looked at: read at {@link VerifyDepth#METADATA} and {@link
 *     VerifyDepth#CONTENT}, listed at {@link VerifyDepth#PRESENCE}; each counts once
 * @param bytes the bytes that were read
 * @param findings what is wrong, by key; the first {@value #MOST_FINDINGS} if there are more
 * @param findingCount how many there are
 * @param duration how long it took
 */
public record VerifyReport(
    String backup,
    VerifyDepth depth,
    long objects,
    long bytes,
    List<Finding> findings,
    long findingCount,
    Duration duration) {

  /** The most findings that a report lists: {@value}. */
  public static final int MOST_FINDINGS = 1000;

  /**
   * Copies the list.
   *
   * @param backup the backup's name
   * @param depth how closely it was looked at
   * @param objects the objects that were looked at
   * @param bytes the bytes that were read
   * @param findings what is wrong
   * @param findingCount how many there are
   * @param duration how long it took
   */
  public VerifyReport {
    findings = List.copyOf(findings);
  }

  /**
   * Whether the backup is as it should be, as far as was looked.
   *
   * @return true if there are no findings
   */
  public boolean isSound() {
    return findingCount == 0;
  }

  /**
   * One thing that is wrong.
   *
   * @param kind what sort of thing
   * @param key the object, in the backup store; the directory of a collection if that as a whole
   *     cannot be restored
   * @param message what is wrong, in words
   */
  public record Finding(FindingKind kind, ObjectKey key, String message) {}

  /** What sort of thing is wrong. */
  public enum FindingKind {
    /** The backup was never completed, or has lost its commit object. */
    INCOMPLETE,
    /** An object is not there. */
    MISSING,
    /** An object is there that does not belong to the backup. */
    STRAY,
    /** An object has another size than the metadata says. */
    SIZE,
    /** An object has another digest than the metadata says. */
    DIGEST,
    /** The store lists an object but cannot read it. */
    UNREADABLE,
    /** A file of the metadata does not parse. */
    METADATA,
    /** Two files of the metadata contradict each other. */
    CONTRADICTION,
    /**
     * A binlog without a digest is not built as a binlog, or is that of another field or segment.
     */
    STRUCTURE,
    /** The rows of a binlog are not as many as its segment has. */
    ROWS,
    /** A collection could not be restored, or its rows not be read afterwards. */
    RESTORE
  }
}
