package dev.milvusbackup.storage;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The properties that a store reports for an object. Immutable. */
public final class ObjectInfo {

  private final ObjectKey key;
  private final long size;
  private final @Nullable Digest digest;
  private final @Nullable String etag;
  private final @Nullable Instant lastModified;

  private ObjectInfo(
      ObjectKey key,
      long size,
      @Nullable Digest digest,
      @Nullable String etag,
      @Nullable Instant lastModified) {
    this.key = Objects.requireNonNull(key, "key");
    this.size = size;
    this.digest = digest;
    this.etag = etag;
    this.lastModified = lastModified;
  }

  /**
   * Returns the properties that every store reports.
   *
   * @param key the key of the object
   * @param size its length in bytes
   * @return a new {@link ObjectInfo} without the other properties
   */
  public static ObjectInfo of(ObjectKey key, long size) {
    return new ObjectInfo(key, size, null, null, null);
  }

  /**
   * Sets the digest.
   *
   * @param digest the digest, or null
   * @return a copy with this {@link #digest()}
   */
  public ObjectInfo withDigest(@Nullable Digest digest) {
    return new ObjectInfo(key, size, digest, etag, lastModified);
  }

  /**
   * Sets the ETag.
   *
   * @param etag the ETag without quotes, or null
   * @return a copy with this {@link #etag()}
   */
  public ObjectInfo withEtag(@Nullable String etag) {
    return new ObjectInfo(key, size, digest, etag, lastModified);
  }

  /**
   * Sets the time of the last write.
   *
   * @param lastModified the time, or null
   * @return a copy with this {@link #lastModified()}
   */
  public ObjectInfo withLastModified(@Nullable Instant lastModified) {
    return new ObjectInfo(key, size, digest, etag, lastModified);
  }

  /** {@return the key of the object} */
  public ObjectKey key() {
    return key;
  }

  /** {@return its length in bytes} */
  public long size() {
    return size;
  }

  /**
   * {@return a digest that the store itself computed over the whole content} Empty if the store has
   * none that can be compared with another one.
   */
  public Optional<Digest> digest() {
    return Optional.ofNullable(digest);
  }

  /**
   * {@return the store's own mark of the content} Two objects of one store with the same key, size
   * and ETag have the same bytes; otherwise it has no meaning. The ETag of a service, including one
   * of an upload in parts, or for files the inode and the time of the last write. Empty if the
   * store has none.
   */
  public Optional<String> etag() {
    return Optional.ofNullable(etag);
  }

  /**
   * {@return the time of the last write, by the clock of the store} Some services round it to a
   * second, and may do so in some calls only. Empty if the store does not know it.
   */
  public Optional<Instant> lastModified() {
    return Optional.ofNullable(lastModified);
  }

  @Override
  public boolean equals(@Nullable Object object) {
    return object instanceof ObjectInfo other
        && key.equals(other.key)
        && size == other.size
        && Objects.equals(digest, other.digest)
        && Objects.equals(etag, other.etag)
        && Objects.equals(lastModified, other.lastModified);
  }

  @Override
  public int hashCode() {
    return Objects.hash(key, size, digest, etag, lastModified);
  }

  @Override
  public String toString() {
    return "ObjectInfo[key=%s, size=%d, digest=%s, etag=%s, lastModified=%s]"
        .formatted(key, size, digest, etag, lastModified);
  }
}
