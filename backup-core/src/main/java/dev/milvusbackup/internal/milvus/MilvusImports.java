package dev.milvusbackup.internal.milvus;

import dev.milvusbackup.CollectionName;

/** Import of backup files. */
public interface MilvusImports {

  /**
   * Starts an import of backup files, with paths as Milvus names them. A directory that does not
   * exist is no error to Milvus: the caller has looked, and counts afterwards.
   *
   * @param deltaDirectory empty if there are no deletes
   * @return the job's id
   */
  long start(
      CollectionName target, String partition, String insertDirectory, String deltaDirectory);

  ImportProgress progress(long jobId);
}
