package dev.milvusbackup.storage.s3api;

import dev.milvusbackup.storage.Digest;
import dev.milvusbackup.storage.ObjectInfo;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An ETag and the encryption of the object, which determines the meaning of the ETag.
 *
 * @param etag the ETag, with or without quotes, or null if the service returned none
 * @param encryption the header {@code x-amz-server-side-encryption} ({@code AES256}, {@code
 *     aws:kms}, …), {@value #CUSTOMER_KEY} for a customer's key, or null if there is none or it is
 *     unknown
 */
public record S3Tag(@Nullable String etag, @Nullable String encryption) {

  /** The {@link #encryption()} with a key that the client sends in the request: {@value}. */
  public static final String CUSTOMER_KEY = "customer";

  private static final String SERVICE_KEY = "AES256";

  // The ETag of an object uploaded in parts ends with "-" and their number.
  private static final Pattern MD5 = Pattern.compile("[0-9a-fA-F]{32}");

  /**
   * Removes the quotes.
   *
   * @param etag the ETag, with or without quotes, or null
   * @param encryption the encryption, or null
   */
  public S3Tag {
    etag = etag == null ? null : etag.replace("\"", "");
  }

  /** Adds the ETag and the digest in it. */
  ObjectInfo describe(ObjectInfo info) {
    return info.withEtag(etag).withDigest(digest());
  }

  /**
   * Returns the digest in the ETag.
   *
   * @return the MD5 if the object was stored in one piece and is not encrypted, or is encrypted
   *     with the service's own key; otherwise null
   */
  public @Nullable Digest digest() {
    boolean plain = encryption == null || encryption.isEmpty() || encryption.equals(SERVICE_KEY);
    return plain && etag != null && MD5.matcher(etag).matches()
        ? new Digest(Digest.MD5, etag)
        : null;
  }
}
