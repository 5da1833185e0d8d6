package dev.milvusbackup.internal.binlog.imports;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.internal.milvus.ImportJob;
import dev.milvusbackup.internal.transfer.ObjectCopy;
import java.util.List;

/** The work of one import job. */
public sealed interface ImportWork permits ImportUnit, DeleteUnit {

  /** Tells it from all others of the collection, in the next run too. */
  String name();

  ImportJob job(CollectionName target);

  /** What is to be imported, for messages. */
  String where();

  /** The rows that it brings, before deletes. */
  long rows();

  /** What Milvus should have read, for messages. */
  String expectation();

  /** The size of its files. */
  long bytes();

  /** What has to be copied first so that the directories are there. */
  List<ObjectCopy> staging();

  /** Whether Milvus can have read all of it if it says that it has read so many rows. */
  boolean isPlausible(long rows);

  /** The rows that are there after a job of which Milvus says that it has read so many. */
  long restored(long imported);
}
