package dev.milvusbackup.config;

import dev.milvusbackup.Beta;

/**
 * An effective setting, for display.
 *
 * @param name its name in the v2 schema
 * @param value its value; {@code ****} for a secret
 * @param source the source of the value
 * @param sourceKey the key or variable of the value; empty for a default
 */
@Beta
public record ConfigParameter(String name, String value, ConfigSource source, String sourceKey) {}
