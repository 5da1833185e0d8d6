package dev.milvusbackup.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The result of a {@link ConfigLoader}.
 *
 * @param config the configuration
 * @param parameters all effective settings, in the order of the v2 schema, secrets masked
 * @param warnings warnings, such as unknown keys
 * @param file the file; empty without one
 */
public record LoadedConfig(
    BackupConfig config,
    List<ConfigParameter> parameters,
    List<ConfigProblem> warnings,
    Optional<Path> file) {}
