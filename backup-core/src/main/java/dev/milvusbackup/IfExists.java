package dev.milvusbackup;

/** The rule of a restore for a target collection that already exists. */
public enum IfExists {
  /** The whole restore fails before it changes anything. */
  FAIL,
  /**
   * The collection is not restored, and the report lists it as skipped. The others are restored.
   */
  SKIP,
  /**
   * The new collection replaces the existing one after it is complete under its working name. Until
   * then, and if the restore fails, the existing collection stays unchanged. Aliases of the
   * existing collection move to the new one.
   */
  REPLACE,
  /**
   * The rows are added to those that the collection already contains; if it does not exist, it is
   * created. Its schema must equal that of the backup. Missing indexes of the backup are created.
   * If the restore fails halfway, the rows imported so far remain. If the collection is loaded,
   * Milvus 2.3 shows the new rows to queries about 10 to 20 seconds after the restore has ended.
   */
  APPEND
}
