package dev.milvusbackup.storage.s3api;

import dev.milvusbackup.storage.Digest;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An ETag and the encryption of the object, which decides what the ETag means.
 *
 * @param etag the ETag, with or without quotes, or null if the service returned none
 * @param encryption the header {@code x-amz-server-side-encryption} ({@code AES256}, {@code
 *     aws:kms}, …), {@value #CUSTOMER_KEY} for a customer's key, or null for none or not known
 */
public record S3Tag(@Nullable String etag, @Nullable String encryption) {

  /** The {@link #encryption()} with a key that the client sends along: {@value}. */
  public static final String CUSTOMER_KEY = "customer";

  private static final String SERVICE_KEY = "AES256";

  // The ETag of an object uploaded in parts ends with "-" and their number.
  private static final Pattern MD5 = Pattern.compile("[0-9a-fA-F]{32}");

  /**
   * Removes the quotes.
   *
   * @param etag as above
   * @param encryption as above
   */
  public S3Tag {
    etag = etag == null ? null : etag.replace("\"", "");
  }

  /**
   * The digest in the ETag.
   *
   * @return the MD5 of an object stored in one piece that is not encrypted, or encrypted with the
   *     service's own key; otherwise null
   */
  public @Nullable Digest digest() {
    boolean plain = encryption == null || encryption.isEmpty() || encryption.equals(SERVICE_KEY);
    return plain && etag != null && MD5.matcher(etag).matches()
        ? new Digest(Digest.MD5, etag)
        : null;
  }
}
