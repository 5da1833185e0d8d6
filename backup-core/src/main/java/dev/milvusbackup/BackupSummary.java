package dev.milvusbackup;

import java.time.Instant;
import java.util.Optional;

/**
 * A backup in a listing.
 *
 * @param name its name, which is the name of its directory in the store
 * @param id the id of the job that made it
 * @param size the bytes of data in it
 * @param milvusVersion the version of the server it was taken from
 * @param createdAt when the create began; empty in backups of the Go tool, which do not tell
 * @param origin who made it
 * @param mode what it is made of
 */
public record BackupSummary(
    String name,
    String id,
    long size,
    String milvusVersion,
    Optional<Instant> createdAt,
    Origin origin,
    BackupMode mode) {

  /** Who made a backup, and so what is known about it. */
  public enum Origin {
    /** This library: a commit object proves that it is complete, with a digest for each object. */
    NATIVE,
    /** The Go tool, milvus-backup: metadata without digests. */
    GO_TOOL
  }
}
