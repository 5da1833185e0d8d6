package dev.milvusbackup.internal.milvus;

import dev.milvusbackup.error.BackupException;
import dev.milvusbackup.error.MilvusAuthenticationException;
import dev.milvusbackup.error.MilvusException;
import dev.milvusbackup.error.MilvusUnavailableException;
import dev.milvusbackup.internal.milvus.gc.MilvusGarbageCollection;
import dev.milvusbackup.internal.milvus.imports.MilvusImports;
import dev.milvusbackup.internal.milvus.rbac.MilvusPrivileges;
import dev.milvusbackup.internal.milvus.rbac.MilvusRbac;
import dev.milvusbackup.internal.milvus.segments.MilvusSegments;
import dev.milvusbackup.internal.milvus.server.ServerFeatures;
import dev.milvusbackup.internal.milvus.server.ServerVersion;
import java.net.ConnectException;
import java.net.UnknownHostException;

/**
 * The calls to Milvus, one interface per theme. Every call has a deadline. Reads are repeated on
 * temporary faults, changes only if {@linkplain #hadNoEffect it is certain} that nothing changed, a
 * flush never.
 *
 * <p>All calls throw {@link MilvusUnavailableException}, {@link MilvusAuthenticationException} or
 * {@link MilvusException}.
 */
public interface MilvusGateway extends AutoCloseable {

  ServerVersion version();

  MilvusDatabases databases();

  MilvusCollections collections();

  MilvusPartitions partitions();

  MilvusIndexes indexes();

  MilvusLoading loading();

  MilvusAliases aliases();

  MilvusRbac rbac();

  MilvusPrivileges privileges();

  MilvusSegments segments();

  /** The import calls of this server. */
  MilvusImports imports(ServerFeatures server);

  MilvusGarbageCollection garbageCollection();

  MilvusRows rows();

  @Override
  void close();

  /** Whether the request did not reach Milvus, or Milvus asks to retry later: nothing changed. */
  static boolean hadNoEffect(BackupException failure) {
    return asksToRetryLater(failure)
        || (failure instanceof MilvusUnavailableException && isUnreached(failure));
  }

  /** Whether Milvus itself asks to retry later. */
  static boolean asksToRetryLater(BackupException failure) {
    return failure instanceof MilvusUnavailableException && failure.getCause() == null;
  }

  private static boolean isUnreached(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof ConnectException || t instanceof UnknownHostException) {
        return true;
      }
    }
    return false;
  }
}
