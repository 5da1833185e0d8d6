package dev.milvusbackup.config;

/**
 * A setting in effect, for display.
 *
 * @param name its name in the v2 schema
 * @param value its value; {@code ****} for a secret
 * @param source where the value comes from
 * @param sourceKey the key or variable that gave it; empty for a default
 */
public record ConfigParameter(String name, String value, ConfigSource source, String sourceKey) {}
