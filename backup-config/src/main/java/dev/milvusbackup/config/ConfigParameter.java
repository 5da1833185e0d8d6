package dev.milvusbackup.config;

/**
 * An effective setting, for display.
 *
 * @param name its name in the v2 schema
 * @param value its value; {@code ****} for a secret
 * @param source the source of the value
 * @param sourceKey the key or variable of the value; empty for a default
 */
public record ConfigParameter(String name, String value, ConfigSource source, String sourceKey) {}
