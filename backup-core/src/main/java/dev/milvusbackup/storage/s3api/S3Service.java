package dev.milvusbackup.storage.s3api;

import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.StoreLocation;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Names services and prefixes in the same way for all client libraries, so that stores with
 * different libraries recognize a common service.
 */
public final class S3Service {

  private static final Set<String> AMAZON =
      Set.of("s3.amazonaws.com", "s3.us-east-1.amazonaws.com");
  private static final Pattern SLASHES_AT_ENDS = Pattern.compile("^/+|/+$");

  private S3Service() {}

  /**
   * Returns the service of an endpoint, in the form of {@link StoreLocation#service()}.
   *
   * @param endpoint an {@code http} or {@code https} URL without user, path and query
   * @return scheme and host in lower case, with the port unless it is the default of the scheme
   * @throws IllegalArgumentException if it is not such a URL
   */
  public static String of(URI endpoint) {
    String scheme =
        endpoint.getScheme() == null ? "" : endpoint.getScheme().toLowerCase(Locale.ROOT);
    boolean plain =
        endpoint.getHost() != null
            && endpoint.getRawUserInfo() == null
            && endpoint.getRawQuery() == null
            && (endpoint.getRawPath().isEmpty() || endpoint.getRawPath().equals("/"));
    if (!plain || !(scheme.equals("http") || scheme.equals("https"))) {
      throw new IllegalArgumentException(
          "Invalid endpoint%s: write http://host:port or https://host:port, and nothing else"
              .formatted(endpoint.getRawUserInfo() == null ? " '" + endpoint + "'" : ""));
    }
    String host = endpoint.getHost().toLowerCase(Locale.ROOT);
    if (AMAZON.contains(host)) {
      return ofAmazon("us-east-1");
    }
    int usualPort = scheme.equals("http") ? 80 : 443;
    int port = endpoint.getPort();
    return scheme + "://" + host + (port < 0 || port == usualPort ? "" : ":" + port);
  }

  /**
   * Returns the service of Amazon S3 in a region.
   *
   * @param region the region
   * @return the URL of the service
   */
  public static String ofAmazon(String region) {
    return "https://s3." + region + ".amazonaws.com";
  }

  /**
   * Returns a prefix in the form of {@link StoreLocation#root()}.
   *
   * @param prefix a prefix with or without slashes at its ends, or null
   * @return the prefix without these slashes
   * @throws IllegalArgumentException if it is not a valid object key
   */
  public static String prefix(@Nullable String prefix) {
    return prefix == null
        ? ""
        : ObjectKey.of(SLASHES_AT_ENDS.matcher(prefix).replaceAll("")).path();
  }
}
