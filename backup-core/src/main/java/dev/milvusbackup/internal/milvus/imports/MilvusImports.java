package dev.milvusbackup.internal.milvus.imports;

import dev.milvusbackup.CollectionName;

/** Import of backup files. */
public interface MilvusImports {

  /**
   * Starts a job. Not idempotent: a second job imports the rows again.
   *
   * @return the job's id
   */
  String start(ImportJob job);

  ImportProgress progress(CollectionName target, String jobId);
}
