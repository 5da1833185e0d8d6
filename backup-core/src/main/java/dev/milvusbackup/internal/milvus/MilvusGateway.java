package dev.milvusbackup.internal.milvus;

import dev.milvusbackup.error.BackupException;
import dev.milvusbackup.error.MilvusAuthenticationException;
import dev.milvusbackup.error.MilvusException;
import dev.milvusbackup.error.MilvusUnavailableException;
import java.net.ConnectException;
import java.net.UnknownHostException;

/**
 * What the pipelines want of Milvus, one interface for each theme. Every call has a deadline; reads
 * are tried again on passing faults, changes only if {@linkplain #hadNoEffect it is certain} that
 * nothing was changed, and a flush not at all.
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

  /** Imports as this server has them. */
  MilvusImports imports(ServerFeatures server);

  MilvusGarbageCollection garbageCollection();

  MilvusRows rows();

  @Override
  void close();

  /**
   * Whether Milvus was not reached at all, or has asked to come back later: nothing was changed.
   */
  static boolean hadNoEffect(BackupException failure) {
    return isPutOff(failure)
        || (failure instanceof MilvusUnavailableException && isUnreached(failure));
  }

  /** Whether Milvus itself has asked to come back later. */
  static boolean isPutOff(BackupException failure) {
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
