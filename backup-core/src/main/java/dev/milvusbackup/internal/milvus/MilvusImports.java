package dev.milvusbackup.internal.milvus;

import dev.milvusbackup.CollectionName;

/** Import of backup files. */
public interface MilvusImports {

  /**
   * Starts a job. Started twice, its rows are there twice.
   *
   * @return the job's id
   */
  String start(ImportJob job);

  ImportProgress progress(CollectionName target, String jobId);
}
