package dev.milvusbackup.storage.s3;

import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.ObjectStoreProvider;
import dev.milvusbackup.storage.StoreOptions;
import dev.milvusbackup.storage.s3api.S3Uri;
import java.net.URI;
import java.nio.file.Path;
import java.util.Set;

/**
 * Opens {@code s3://bucket/prefix} in Amazon S3, or in the service that the option {@value
 * StoreOptions#ENDPOINT} names.
 */
public final class S3ObjectStoreProvider implements ObjectStoreProvider {

  private static final Set<String> OPTIONS =
      Set.of(
          StoreOptions.ACCESS_KEY,
          StoreOptions.SECRET_KEY,
          StoreOptions.SESSION_TOKEN,
          StoreOptions.REGION,
          StoreOptions.ENDPOINT,
          StoreOptions.CA_CERT);

  /** Creates the provider, for {@link java.util.ServiceLoader}. */
  public S3ObjectStoreProvider() {}

  @Override
  public String scheme() {
    return "s3";
  }

  @Override
  public ObjectStore open(URI location, StoreOptions options) {
    options.requireOnly(OPTIONS);
    S3Uri uri = S3Uri.withoutHost(location);
    S3ObjectStoreBuilder builder =
        S3ObjectStore.builder().bucket(uri.bucket()).prefix(uri.prefix());
    S3Uri.credentials(options, builder::credentials);
    options.get(StoreOptions.SESSION_TOKEN).ifPresent(builder::sessionToken);
    options.get(StoreOptions.REGION).ifPresent(builder::region);
    options.get(StoreOptions.ENDPOINT).ifPresent(builder::endpoint);
    options.get(StoreOptions.CA_CERT).map(Path::of).ifPresent(builder::caCert);
    return builder.build();
  }
}
