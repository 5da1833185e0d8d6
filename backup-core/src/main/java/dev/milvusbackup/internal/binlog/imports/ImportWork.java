package dev.milvusbackup.internal.binlog.imports;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.internal.milvus.imports.ImportJob;
import dev.milvusbackup.internal.transfer.ObjectCopy;
import java.util.List;

/** The work of one import job. */
public sealed interface ImportWork permits ImportUnit, DeleteUnit {

  /** Identifies it among all units of the collection, in the next run too. */
  String name();

  ImportJob job(CollectionName target);

  /** The import, for messages. */
  String where();

  /** Its rows, before deletes. */
  long rows();

  /** The expected result, for messages. */
  String expectation();

  /** The size of its files. */
  long bytes();

  /** The copies that have to exist first. */
  List<ObjectCopy> staging();

  /** Whether this number of rows can be a complete import. */
  boolean isPlausible(long rows);

  /** The rows after a job for which Milvus reports this number. */
  long restored(long imported);
}
