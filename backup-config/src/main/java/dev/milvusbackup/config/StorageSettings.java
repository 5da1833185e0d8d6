package dev.milvusbackup.config;

import dev.milvusbackup.Beta;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.ObjectStores;
import dev.milvusbackup.storage.StoreOptions;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * An object storage: that of Milvus, or the one for backups.
 *
 * @param provider {@code local}, {@code minio}, {@code s3} or {@code aws}
 * @param address the host of the service
 * @param port its port
 * @param region its region; empty for none
 * @param tls whether to use TLS
 * @param caCertificate the PEM file with certificate authorities to trust instead of the JVM's
 * @param bucket the bucket; unused for {@code local}
 * @param root the path in the bucket, or for {@code local} the folder
 * @param rootSeenByMilvus the path under which Milvus sees the folder, if it differs
 * @param credentials keys; empty to let the vendor's default chain find some
 */
@Beta
public record StorageSettings(
    String provider,
    String address,
    int port,
    String region,
    boolean tls,
    Optional<Path> caCertificate,
    String bucket,
    String root,
    Optional<String> rootSeenByMilvus,
    Optional<Credentials> credentials) {

  private static final String AMAZON = "amazonaws.com";

  /**
   * Static keys.
   *
   * @param accessKey the access key
   * @param secretKey the secret key
   * @param sessionToken the token of temporary keys, or {@link Secret#NONE}
   */
  public record Credentials(String accessKey, Secret secretKey, Secret sessionToken) {}

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
      case "local" -> Path.of(root).toAbsolutePath().normalize().toUri();
      case "minio" -> uri("minio", address + ":" + port, "/" + bucket + "/" + trimmedRoot());
      default -> uri("s3", bucket, "/" + trimmedRoot());
    };
  }

  /**
   * Opens the store.
   *
   * @return the store, to be closed by the caller
   * @throws IllegalArgumentException as {@link ObjectStores#open(URI, StoreOptions)}
   */
  public ObjectStore open() {
    return ObjectStores.open(uri(), options());
  }

  /**
   * The same service with another root.
   *
   * @param otherRoot the path or folder
   * @return other settings
   */
  StorageSettings withRoot(String otherRoot) {
    return new StorageSettings(
        provider,
        address,
        port,
        region,
        tls,
        caCertificate,
        bucket,
        otherRoot,
        rootSeenByMilvus,
        credentials);
  }

  /** The same service with another bucket. */
  StorageSettings withBucket(String otherBucket) {
    return new StorageSettings(
        provider,
        address,
        port,
        region,
        tls,
        caCertificate,
        otherBucket,
        root,
        rootSeenByMilvus,
        credentials);
  }

  StoreOptions options() {
    StoreOptions options = StoreOptions.none();
    if (isLocal()) {
      return options;
    }
    if (provider.equals("minio")) {
      options = options.with(StoreOptions.TLS, Boolean.toString(tls));
    } else if (!isAmazon()) {
      options = options.with(StoreOptions.ENDPOINT, endpoint());
    }
    options = withText(options, StoreOptions.REGION, region);
    options = withText(options, StoreOptions.CA_CERT, caCertificate.map(Path::toString).orElse(""));
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

  /** Amazon's own hosts follow from the region. */
  private boolean isAmazon() {
    return address.equals(AMAZON) || address.endsWith("." + AMAZON);
  }

  private String endpoint() {
    return (tls ? "https://" : "http://") + address + ":" + port;
  }

  private String trimmedRoot() {
    return root.replaceAll("^/+|/+$", "");
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
