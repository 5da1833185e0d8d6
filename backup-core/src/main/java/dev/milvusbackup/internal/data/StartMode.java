package dev.milvusbackup.internal.data;

/** How a create starts, given what is stored under its name. */
public enum StartMode {
  /** Nothing is stored there. */
  FRESH,
  /** Reuse what an interrupted create has copied. */
  RESUME,
  /** Delete what is stored there first. */
  RESTART,
  /** The same create was interrupted after its last write: only its lock remains to remove. */
  FINISH
}
