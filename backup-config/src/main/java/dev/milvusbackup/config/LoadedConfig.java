package dev.milvusbackup.config;

import dev.milvusbackup.Beta;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The result of a {@link ConfigLoader}.
 *
 * @param config the configuration
 * @param parameters all settings in effect, in the order of the v2 schema, secrets masked
 * @param warnings problems that do not prevent its use, such as unknown keys
 * @param file the file that was read; empty if there was none
 */
@Beta
public record LoadedConfig(
    BackupConfig config,
    List<ConfigParameter> parameters,
    List<ConfigProblem> warnings,
    Optional<Path> file) {}
