package dev.milvusbackup.storage.s3api;

import dev.milvusbackup.storage.ObjectBody;
import dev.milvusbackup.storage.ObjectInfo;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectLocks;
import dev.milvusbackup.storage.ObjectNotFoundException;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.PutMode;
import dev.milvusbackup.storage.StoreLocation;
import java.io.InputStream;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A bucket, or a prefix in one, of a service with the S3 protocol.
 *
 * <ul>
 *   <li>Large bodies are uploaded in parts, and the upload is aborted after a failure. Leftovers of
 *       a killed process are invisible; a lifecycle rule of the bucket ("abort incomplete multipart
 *       uploads") removes it.
 *   <li>Copies run inside the service if both stores are in the same service, with any client
 *       libraries and buckets, provided that this store's credentials may read the source.
 *   <li>The digest is the MD5 in the ETag of an object, unless it was stored in parts or encrypted
 *       with KMS or customer keys. Listings do not show how an object is encrypted: in a bucket
 *       that uses such keys, ignore digests <em>from a listing</em> and use those from a put, a
 *       copy or a look-up.
 *   <li>The store does not repeat requests; the caller does.
 * </ul>
 */
public class S3CompatibleStore implements ObjectStore {

  private final S3Context context;

  /**
   * Creates a store.
   *
   * @param api the requests; closed with this store
   * @param location service (see {@link S3Service}), bucket, and prefix
   * @param bucketName the display name of the bucket, such as {@code s3://backups}
   * @param tuning the sizes of parts and pages
   */
  protected S3CompatibleStore(
      S3Api api, StoreLocation location, String bucketName, S3Tuning tuning) {
    this(new S3Context(api, location, bucketName, tuning, new S3BrokenUploads()));
  }

  private S3CompatibleStore(S3Context context) {
    this.context = context;
  }

  /** Shares the connections and does not close them. */
  private static final class View extends S3CompatibleStore {

    View(S3Context context) {
      super(context);
    }

    @Override
    public void close() {}
  }

  @Override
  public final String displayName() {
    return context.displayName();
  }

  @Override
  public final StoreLocation location() {
    return context.location();
  }

  @Override
  public final ObjectInfo put(ObjectKey key, ObjectBody body, PutMode mode) {
    long limit = context.tuning().uploadPartBytes();
    return new S3Uploader(context, limit).put(key, body, mode);
  }

  @Override
  public final ObjectInfo putAsLarge(ObjectKey key, ObjectBody body, PutMode mode) {
    return new S3Uploader(context, 0).put(key, body, mode);
  }

  @Override
  public final InputStream open(ObjectKey key, long offset, long length) {
    if (offset < 0 || length < 0) {
      throw new IllegalArgumentException("Negative range: %d, %d".formatted(offset, length));
    }
    String action = "Cannot read " + context.describe(key);
    S3Address address = context.address(key);
    if (length == 0) {
      // The protocol cannot request an empty range.
      return stat(key)
          .map(info -> InputStream.nullInputStream())
          .orElseThrow(() -> new ObjectNotFoundException(action + ": no such object."));
    }
    try {
      return context.api().get(address, offset, length);
    } catch (S3Failure e) {
      if (e.is(FailureKind.RANGE)) {
        return InputStream.nullInputStream();
      }
      throw context.failure(action, e);
    }
  }

  @Override
  public final Optional<ObjectInfo> stat(ObjectKey key) {
    try {
      return Optional.of(context.lookup().head(context.address(key)).describe(key));
    } catch (S3Failure e) {
      if (e.is(FailureKind.NO_OBJECT)) {
        return Optional.empty();
      }
      throw context.failure("Cannot look up " + context.describe(key), e);
    }
  }

  @Override
  public final Stream<ObjectInfo> list(ObjectKey directory) {
    return S3Listing.objects(context, directory);
  }

  @Override
  public final Stream<ObjectKey> directories(ObjectKey directory) {
    return S3Listing.directories(context, directory);
  }

  @Override
  public final void delete(Collection<ObjectKey> keys) {
    new S3Deleter(context).delete(keys);
  }

  @Override
  public final @Nullable ObjectInfo copyFrom(ObjectStore source, ObjectInfo from, ObjectKey to) {
    return new S3Copier(context).copy(source, from, to);
  }

  @Override
  public final Optional<ObjectLocks> locks() {
    return S3Locks.of(context);
  }

  /**
   * Returns a view of another prefix in the same bucket.
   *
   * @param root the prefix; empty for the whole bucket
   * @return a view; closing it does nothing
   * @throws IllegalArgumentException if the prefix is not a valid object key
   */
  @Override
  public final ObjectStore withRoot(String root) {
    StoreLocation other =
        new StoreLocation(location().service(), location().container(), S3Service.prefix(root));
    return new View(context.withLocation(other));
  }

  @Override
  public void close() {
    context.api().close();
  }

  @Override
  public final String toString() {
    return getClass().getSimpleName() + "[" + displayName() + "]";
  }
}
