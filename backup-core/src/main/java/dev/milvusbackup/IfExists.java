package dev.milvusbackup;

/** What a restore does about a target collection that is there already. */
public enum IfExists {
  /** Refuses the whole restore before anything is changed. */
  FAIL,
  /** Leaves it alone and restores the others; the report names it among the skipped. */
  SKIP,
  /**
   * Drops the old collection when the new one is complete under its working name, and gives the new
   * one its name. Until then the old one stays as it is, and it stays if the restore fails. Aliases
   * that point to the old one point to the new one from then on.
   */
  REPLACE,
  /**
   * Imports into it, beside the rows that it holds; creates it if it is not there. Its schema has
   * to be that of the backup. If the restore fails in the middle, rows that were imported stay.
   * Indexes of the backup that it lacks are created. If it is loaded, Milvus 2.3 shows the new rows
   * to queries some ten to twenty seconds after the restore has ended.
   */
  INTO
}
