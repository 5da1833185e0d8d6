package dev.milvusbackup;

/** The policy of a restore for the aliases that the collections had at the time of the backup. */
public enum AliasPolicy {
  /**
   * Restores each alias that is free. An alias that now belongs to another collection, or whose
   * name is now the name of a collection, stays unchanged; the report contains a warning.
   */
  IF_FREE,
  /**
   * Restores all aliases. If one of them is not free, the whole restore fails before it changes
   * anything.
   */
  REQUIRE,
  /** Restores no aliases. */
  SKIP
}
