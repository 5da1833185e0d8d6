package dev.milvusbackup.config;

/** The source of a value. Later constants take precedence. */
public enum ConfigSource {
  /** The default. */
  DEFAULT,
  /** The configuration file. */
  FILE,
  /** An environment variable. */
  ENVIRONMENT,
  /** A {@code KEY=VALUE} that the caller sets. */
  OVERRIDE
}
