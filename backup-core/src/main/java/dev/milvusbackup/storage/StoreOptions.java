package dev.milvusbackup.storage;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Credentials and settings of a store, outside its URI. {@link #toString()} shows only the names.
 *
 * <p>S3-compatible stores accept {@value #ACCESS_KEY}, {@value #SECRET_KEY}, {@value
 * #SESSION_TOKEN} (without these, the vendor's default chain provides the credentials), {@value
 * #REGION}, {@value #ENDPOINT}, {@value #TLS} ({@code true} or {@code false}) and {@value #CA_CERT}
 * (a PEM file). A store refuses unknown names.
 */
public final class StoreOptions {

  /** The access key. */
  public static final String ACCESS_KEY = "accessKey";

  /** The secret key. */
  public static final String SECRET_KEY = "secretKey";

  /** The token of temporary credentials. */
  public static final String SESSION_TOKEN = "sessionToken";

  /** The region. */
  public static final String REGION = "region";

  /** The service's URL, if the URI does not contain it. */
  public static final String ENDPOINT = "endpoint";

  /** Whether to use TLS, if the URI does not say so. */
  public static final String TLS = "tls";

  /** A PEM file with the certificate authorities to trust instead of the JVM's. */
  public static final String CA_CERT = "caCert";

  private static final StoreOptions NONE = new StoreOptions(Map.of());

  private final Map<String, String> values;

  private StoreOptions(Map<String, String> values) {
    this.values = values;
  }

  /**
   * Returns empty options.
   *
   * @return the empty options
   */
  public static StoreOptions none() {
    return NONE;
  }

  /**
   * Returns options from a map, which is copied.
   *
   * @param values name to value
   * @return the options
   */
  public static StoreOptions of(Map<String, String> values) {
    return new StoreOptions(Map.copyOf(values));
  }

  /**
   * Returns options with static credentials.
   *
   * @param accessKey the access key
   * @param secretKey the secret key
   * @return options with these values only
   */
  public static StoreOptions credentials(String accessKey, String secretKey) {
    return of(Map.of(ACCESS_KEY, accessKey, SECRET_KEY, secretKey));
  }

  /**
   * Returns a copy with one more option.
   *
   * @param name the option's name
   * @param value its value
   * @return the changed copy
   */
  public StoreOptions with(String name, String value) {
    Map<String, String> more = new TreeMap<>(values);
    more.put(name, value);
    return of(more);
  }

  /**
   * Returns the value of an option.
   *
   * @param name its name
   * @return the value, or empty
   */
  public Optional<String> get(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /**
   * Refuses unknown options.
   *
   * @param known the names that are valid
   * @throws IllegalArgumentException if these options contain another name; the message lists it
   *     and the known ones
   */
  public void requireOnly(Set<String> known) {
    for (String name : values.keySet()) {
      if (!known.contains(name)) {
        throw new IllegalArgumentException(
            "Unknown store option '" + name + "'. Known: " + new TreeSet<>(known));
      }
    }
  }

  @Override
  public String toString() {
    return "StoreOptions" + new TreeSet<>(values.keySet());
  }
}
