package dev.milvusbackup.internal.milvus;

import dev.milvusbackup.error.MilvusAuthenticationException;
import dev.milvusbackup.error.MilvusException;
import dev.milvusbackup.error.MilvusUnavailableException;

/**
 * What the pipelines want of Milvus, one interface for each theme. Every call has a deadline; reads
 * are tried again on passing faults, changes are not, apart from those where twice is as good as
 * once.
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
}
