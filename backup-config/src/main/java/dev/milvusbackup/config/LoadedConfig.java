package dev.milvusbackup.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a {@link ConfigLoader} has found.
 *
 * @param config the configuration
 * @param parameters all settings in effect, in the order of the v2 schema, secrets masked
 * @param warnings what is doubtful, such as unknown keys
 * @param file the file that was read; empty if there was none
 */
public record LoadedConfig(
    BackupConfig config,
    List<ConfigParameter> parameters,
    List<ConfigProblem> warnings,
    Optional<Path> file) {}
