package dev.milvusbackup.config;

import dev.milvusbackup.Beta;
import dev.milvusbackup.config.internal.Origin;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.ObjectStores;
import dev.milvusbackup.storage.StoreOptions;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** An object storage: that of Milvus, or the one for backups. Immutable. */
@Beta
public final class StorageSettings {

  private static final String AMAZON = "amazonaws.com";

  private final String provider;
  private final Service service;
  private final Location location;
  private final Optional<Credentials> credentials;

  /** Not compared: two settings of different origins are the same storage. */
  private final Origin origin;

  StorageSettings(
      String provider,
      Service service,
      Location location,
      Optional<Credentials> credentials,
      Origin origin) {
    this.provider = provider;
    this.service = service;
    this.location = location;
    this.credentials = credentials;
    this.origin = origin;
  }

  /** Where the service answers. */
  record Service(
      String address, int port, String region, boolean tls, Optional<Path> caCertificate) {}

  /** Where the objects are in the service. */
  record Location(String bucket, String root, Optional<String> rootSeenByMilvus) {}

  /**
   * Static keys.
   *
   * @param accessKey the access key
   * @param secretKey the secret key
   * @param sessionToken the token of temporary keys, or {@link Secret#NONE}
   */
  public record Credentials(String accessKey, Secret secretKey, Secret sessionToken) {}

  /** {@return {@code local}, {@code minio}, {@code s3} or {@code aws}} */
  public String provider() {
    return provider;
  }

  /** {@return the host of the service; an IPv6 address is in brackets} */
  public String address() {
    return service.address();
  }

  /** {@return the port of the service} */
  public int port() {
    return service.port();
  }

  /** {@return the region; empty for none} */
  public String region() {
    return service.region();
  }

  /** {@return whether to use TLS} */
  public boolean tls() {
    return service.tls();
  }

  /** {@return the PEM file with certificate authorities to trust instead of the JVM's} */
  public Optional<Path> caCertificate() {
    return service.caCertificate();
  }

  /** {@return the bucket; unused for {@code local}} */
  public String bucket() {
    return location.bucket();
  }

  /** {@return the path in the bucket, or for {@code local} the folder} */
  public String root() {
    return location.root();
  }

  /** {@return the path under which Milvus sees the folder, if it differs} */
  public Optional<String> rootSeenByMilvus() {
    return location.rootSeenByMilvus();
  }

  /** {@return static keys; empty to let the vendor's default chain find some} */
  public Optional<Credentials> credentials() {
    return credentials;
  }

  /**
   * Whether it is a folder.
   *
   * @return true for {@code local}
   */
  public boolean isLocal() {
    return provider.equals("local");
  }

  /**
   * The URI that {@link ObjectStores} opens, without credentials.
   *
   * @return {@code file:…}, {@code minio:…} or {@code s3:…}
   */
  public URI uri() {
    return switch (provider) {
      case "local" -> Path.of(root()).toAbsolutePath().normalize().toUri();
      case "minio" -> uri("minio", address() + ":" + port(), "/" + bucket() + "/" + trimmedRoot());
      default -> uri("s3", bucket(), "/" + trimmedRoot());
    };
  }

  /**
   * Opens the store.
   *
   * @return the store, to be closed by the caller
   * @throws ConfigException if no store can be opened with these settings
   */
  public ObjectStore open() {
    return use((uri, options) -> ObjectStores.open(URI.create(uri), options));
  }

  /**
   * Passes the arguments of a store to what opens it, whose complaints are about these settings.
   */
  <T> T use(BiFunction<String, StoreOptions, T> opener) {
    try {
      return opener.apply(uri().toString(), options());
    } catch (IllegalArgumentException e) {
      throw new ConfigException(
          List.of(origin.problem("'%s' cannot be opened: %s".formatted(provider, e.getMessage()))));
    }
  }

  StorageSettings withRoot(String root) {
    return at(new Location(bucket(), root, rootSeenByMilvus()));
  }

  StorageSettings withBucket(String bucket) {
    return at(new Location(bucket, root(), rootSeenByMilvus()));
  }

  private StorageSettings at(Location other) {
    return new StorageSettings(provider, service, other, credentials, origin);
  }

  StoreOptions options() {
    StoreOptions options = StoreOptions.none();
    if (isLocal()) {
      return options;
    }
    if (provider.equals("minio")) {
      options = options.with(StoreOptions.TLS, Boolean.toString(tls()));
    } else if (!isAmazon()) {
      options = options.with(StoreOptions.ENDPOINT, endpoint());
    }
    options = withText(options, StoreOptions.REGION, region());
    options =
        withText(options, StoreOptions.CA_CERT, caCertificate().map(Path::toString).orElse(""));
    return credentials.isPresent() ? withKeys(options, credentials.get()) : options;
  }

  private static StoreOptions withKeys(StoreOptions options, Credentials keys) {
    StoreOptions with =
        options
            .with(StoreOptions.ACCESS_KEY, keys.accessKey())
            .with(StoreOptions.SECRET_KEY, keys.secretKey().value());
    return withText(with, StoreOptions.SESSION_TOKEN, keys.sessionToken().value());
  }

  private static StoreOptions withText(StoreOptions options, String name, String value) {
    return value.isEmpty() ? options : options.with(name, value);
  }

  @Override
  public boolean equals(@Nullable Object object) {
    return object instanceof StorageSettings other
        && provider.equals(other.provider)
        && service.equals(other.service)
        && location.equals(other.location)
        && credentials.equals(other.credentials);
  }

  @Override
  public int hashCode() {
    return Objects.hash(provider, service, location, credentials);
  }

  @Override
  public String toString() {
    return "StorageSettings[provider=%s, %s, %s, credentials=%s]"
        .formatted(provider, service, location, credentials);
  }

  /** Amazon's own hosts follow from the region. */
  private boolean isAmazon() {
    return address().equals(AMAZON) || address().endsWith("." + AMAZON);
  }

  private String endpoint() {
    return (tls() ? "https://" : "http://") + address() + ":" + port();
  }

  private String trimmedRoot() {
    return root().replaceAll("^/+|/+$", "");
  }

  private static URI uri(String scheme, String authority, String path) {
    try {
      return new URI(scheme, authority, path, null, null);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(
          "Cannot open a store of '%s': the address or bucket is not valid (%s). Check both in the configuration."
              .formatted(scheme, authority),
          e);
    }
  }
}
