package dev.milvusbackup.config;

/** Where a value comes from; the later one wins. */
public enum ConfigSource {
  /** Nobody gave it. */
  DEFAULT,
  /** The configuration file. */
  FILE,
  /** An environment variable. */
  ENVIRONMENT,
  /** A {@code KEY=VALUE} given by the caller. */
  OVERRIDE
}
