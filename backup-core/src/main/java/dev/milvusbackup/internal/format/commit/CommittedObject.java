package dev.milvusbackup.internal.format.commit;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.milvusbackup.internal.format.json.MetadataDefaults;
import dev.milvusbackup.storage.Digest;
import java.util.Optional;

/**
 * An object as the commit object lists it.
 *
 * @param path its key relative to the backup's directory, or to the roots of shared objects, as
 *     {@code BackupLayout} defines
 * @param size its bytes
 * @param digest {@code algorithm:hex}; empty where none is known
 */
public record CommittedObject(
    @JsonProperty("path") String path,
    @JsonProperty("size") long size,
    @JsonProperty("digest") String digest) {

  /** Replaces values that the JSON leaves out by empty ones. */
  public CommittedObject {
    path = MetadataDefaults.text(path);
    digest = MetadataDefaults.text(digest);
  }

  public static CommittedObject of(String path, long size, Optional<Digest> digest) {
    return new CommittedObject(path, size, digest.map(CommittedObject::text).orElse(""));
  }

  public static String text(Digest digest) {
    return digest.algorithm() + ":" + digest.hex();
  }

  /**
   * The parsed digest; empty if there is none.
   *
   * @throws IllegalArgumentException if it is not of that form
   */
  public Optional<Digest> parsedDigest() {
    if (digest.isEmpty()) {
      return Optional.empty();
    }
    int colon = digest.indexOf(':');
    if (colon <= 0) {
      throw new IllegalArgumentException("Invalid digest '" + digest + "' of " + path);
    }
    return Optional.of(new Digest(digest.substring(0, colon), digest.substring(colon + 1)));
  }
}
