package dev.milvusbackup.config;

import dev.milvusbackup.Beta;

/**
 * A setting in effect, for display.
 *
 * @param name its name in the v2 schema
 * @param value its value; {@code ****} for a secret
 * @param source where the value comes from
 * @param sourceKey the key or variable that gave it; empty for a default
 */
@Beta
public record ConfigParameter(String name, String value, ConfigSource source, String sourceKey) {}
