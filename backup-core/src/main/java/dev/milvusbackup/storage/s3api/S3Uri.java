package dev.milvusbackup.storage.s3api;

import dev.milvusbackup.storage.StoreOptions;
import java.net.URI;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * The parts of a store's URI.
 *
 * @param host host and port, or empty if the URI has none
 * @param bucket the bucket
 * @param prefix the root of the store in the bucket; may be empty
 */
public record S3Uri(String host, String bucket, String prefix) {

  private static final String WITH_HOST = "host:port/bucket/prefix";
  private static final String WITHOUT_HOST = "bucket/prefix";

  /**
   * Parses {@code scheme://host:port/bucket/prefix}.
   *
   * @param location the URI
   * @return its parts
   * @throws IllegalArgumentException if it is not of that form
   */
  public static S3Uri withHost(URI location) {
    String path = withoutSlash(location, WITH_HOST);
    int slash = path.indexOf('/');
    String bucket = slash < 0 ? path : path.substring(0, slash);
    if (location.getAuthority() == null || bucket.isEmpty()) {
      throw invalid(location, WITH_HOST);
    }
    return new S3Uri(location.getAuthority(), bucket, slash < 0 ? "" : path.substring(slash + 1));
  }

  /**
   * Parses {@code scheme://bucket/prefix}.
   *
   * @param location the URI
   * @return its parts, without a host
   * @throws IllegalArgumentException if it is not of that form
   */
  public static S3Uri withoutHost(URI location) {
    String path = withoutSlash(location, WITHOUT_HOST);
    if (location.getAuthority() == null || location.getAuthority().contains(":")) {
      throw invalid(location, WITHOUT_HOST);
    }
    return new S3Uri("", location.getAuthority(), path);
  }

  /**
   * Returns the option {@value StoreOptions#TLS}.
   *
   * @param options the options
   * @param otherwise the default
   * @return its value
   * @throws IllegalArgumentException if it is neither {@code true} nor {@code false}
   */
  public static boolean tls(StoreOptions options, boolean otherwise) {
    String value = options.get(StoreOptions.TLS).orElse(Boolean.toString(otherwise));
    if (!value.equals("true") && !value.equals("false")) {
      throw new IllegalArgumentException(
          "The store option 'tls' has to be true or false: " + value);
    }
    return value.equals("true");
  }

  /**
   * Passes on the options {@value StoreOptions#ACCESS_KEY} and {@value StoreOptions#SECRET_KEY}.
   *
   * @param options the options
   * @param use receives both if they are set
   * @throws IllegalArgumentException if only one of them is set
   */
  public static void credentials(StoreOptions options, BiConsumer<String, String> use) {
    Optional<String> accessKey = options.get(StoreOptions.ACCESS_KEY);
    Optional<String> secretKey = options.get(StoreOptions.SECRET_KEY);
    if (accessKey.isPresent() != secretKey.isPresent()) {
      throw new IllegalArgumentException(
          "The store options 'accessKey' and 'secretKey' are required together: one is missing");
    }
    accessKey.ifPresent(key -> use.accept(key, secretKey.orElseThrow()));
  }

  private static String withoutSlash(URI location, String form) {
    if (location.isOpaque() || location.getQuery() != null || location.getFragment() != null) {
      throw invalid(location, form);
    }
    String path = location.getPath();
    return path.startsWith("/") ? path.substring(1) : path;
  }

  private static IllegalArgumentException invalid(URI location, String form) {
    return new IllegalArgumentException(
        "Cannot open a store at '%s'. Write %s://%s."
            .formatted(location, location.getScheme(), form));
  }
}
