package dev.milvusbackup.internal.milvus;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.error.MilvusAuthenticationException;
import dev.milvusbackup.error.MilvusException;
import dev.milvusbackup.error.MilvusUnavailableException;
import dev.milvusbackup.internal.format.CollectionBackupInfo;
import dev.milvusbackup.internal.format.IndexInfo;
import dev.milvusbackup.internal.format.PartitionBackupInfo;
import java.util.List;

/**
 * What the pipelines want of Milvus. Every call has a deadline; reads are tried again on passing
 * faults, changes are not, apart from those where twice is as good as once.
 *
 * <p>All calls throw {@link MilvusUnavailableException}, {@link MilvusAuthenticationException} or
 * {@link MilvusException}.
 */
public interface MilvusGateway extends AutoCloseable {

  ServerVersion version();

  List<String> databases();

  List<CollectionName> collections(String database);

  /** The collection with schema, indexes, aliases and properties, without partitions and data. */
  CollectionBackupInfo describe(CollectionName name);

  /** The partitions, without data. */
  List<PartitionBackupInfo> partitions(CollectionName name, long collectionId);

  /** Has Milvus write out what it holds in memory; {@link #isFlushed} tells when it has. */
  FlushTicket flush(CollectionName name);

  boolean isFlushed(CollectionName name, FlushTicket ticket);

  List<PersistentSegment> segments(CollectionName name);

  /** The rows of the segments that are written out. Deletes are not taken into account. */
  long persistentRows(CollectionName name);

  void createDatabase(String database);

  /** Drops an empty database. */
  void dropDatabase(String database);

  /** Creates the collection with the schema of the backup; indexes and partitions are separate. */
  void createCollection(CollectionName target, CollectionBackupInfo backup);

  void createPartition(CollectionName target, String partition);

  void createIndex(CollectionName target, IndexInfo index);

  void renameCollection(CollectionName from, CollectionName to);

  /** Drops the collection; one that does not exist is no error. */
  void dropCollection(CollectionName target);

  /**
   * Starts an import of backup files, with paths as Milvus names them. A directory that does not
   * exist is no error to Milvus: the caller has looked, and counts afterwards.
   *
   * @param deltaDirectory empty if there are no deletes
   * @return the job's id
   */
  long startImport(
      CollectionName target, String partition, String insertDirectory, String deltaDirectory);

  ImportProgress importProgress(long jobId);

  @Override
  void close();
}
