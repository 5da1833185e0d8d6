package dev.milvusbackup.storage.minio;

import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.ObjectStoreProvider;
import dev.milvusbackup.storage.StoreOptions;
import dev.milvusbackup.storage.s3api.S3Uri;
import java.net.URI;
import java.nio.file.Path;
import java.util.Set;

/**
 * Opens {@code minio://host:port/bucket/prefix}, over HTTP unless the option {@value
 * StoreOptions#TLS} is {@code true}.
 */
public final class MinioObjectStoreProvider implements ObjectStoreProvider {

  private static final Set<String> OPTIONS =
      Set.of(
          StoreOptions.ACCESS_KEY,
          StoreOptions.SECRET_KEY,
          StoreOptions.SESSION_TOKEN,
          StoreOptions.REGION,
          StoreOptions.TLS,
          StoreOptions.CA_CERT);

  /** Creates the provider, for {@link java.util.ServiceLoader}. */
  public MinioObjectStoreProvider() {}

  @Override
  public String scheme() {
    return "minio";
  }

  @Override
  public ObjectStore open(URI location, StoreOptions options) {
    options.requireOnly(OPTIONS);
    S3Uri uri = S3Uri.withHost(location);
    String scheme = S3Uri.tls(options, false) ? "https://" : "http://";
    MinioObjectStoreBuilder builder =
        MinioObjectStore.builder()
            .endpoint(scheme + uri.host())
            .bucket(uri.bucket())
            .prefix(uri.prefix());
    S3Uri.credentials(options, builder::credentials);
    options.get(StoreOptions.SESSION_TOKEN).ifPresent(builder::sessionToken);
    options.get(StoreOptions.REGION).ifPresent(builder::region);
    options.get(StoreOptions.CA_CERT).map(Path::of).ifPresent(builder::caCert);
    return builder.build();
  }
}
