package dev.milvusbackup.config;

/** The source of a value; later constants win. */
public enum ConfigSource {
  /** The default. */
  DEFAULT,
  /** The configuration file. */
  FILE,
  /** An environment variable. */
  ENVIRONMENT,
  /** A {@code KEY=VALUE} from the caller. */
  OVERRIDE
}
