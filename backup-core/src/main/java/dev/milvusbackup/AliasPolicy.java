package dev.milvusbackup;

/** What a restore does about the aliases that the collections had when they were backed up. */
public enum AliasPolicy {
  /**
   * Gives them back. An alias that points to another collection by now, or is the name of one,
   * stays as it is, and the report says so.
   */
  IF_FREE,
  /** Gives them back. One that is not free refuses the whole restore before anything is changed. */
  REQUIRE,
  /** Leaves them. */
  SKIP
}
