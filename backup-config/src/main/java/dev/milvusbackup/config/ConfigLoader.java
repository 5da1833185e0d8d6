package dev.milvusbackup.config;

import dev.milvusbackup.config.internal.Addresses;
import dev.milvusbackup.config.internal.ConfigFile;
import dev.milvusbackup.config.internal.ConfigLocator;
import dev.milvusbackup.config.internal.ConfigSchema;
import dev.milvusbackup.config.internal.Overrides;
import dev.milvusbackup.config.internal.Problems;
import dev.milvusbackup.config.internal.ResolvedConfig;
import dev.milvusbackup.config.internal.ResolvedValue;
import dev.milvusbackup.config.internal.Resolver;
import dev.milvusbackup.config.internal.UnknownKeys;
import dev.milvusbackup.config.internal.V1Translation;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Loads a configuration. Overrides win over the environment, the environment over the file, the
 * file over the defaults. Not thread-safe.
 */
public final class ConfigLoader {

  private static final Path DEFAULT_FILE = Path.of("backup.yaml");

  private Optional<Path> file = Optional.empty();
  private Map<String, String> environment = System.getenv();
  private List<String> overrides = List.of();

  private ConfigLoader() {}

  /**
   * Returns a loader for {@code backup.yaml}, which may be missing, and the environment of this
   * process.
   *
   * @return a new loader
   */
  public static ConfigLoader create() {
    return new ConfigLoader();
  }

  /**
   * Sets the file. It is searched at this path, then by its name in the folder {@code $MILVUSCONF},
   * then in {@code configs}.
   *
   * @param file the file, which must exist in one of these places
   * @return this loader
   */
  public ConfigLoader file(Path file) {
    this.file = Optional.of(file);
    return this;
  }

  /**
   * Sets the environment, instead of this process's.
   *
   * @param environment the values by name
   * @return this loader
   */
  public ConfigLoader environment(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
    return this;
  }

  /**
   * Sets values that win over all others.
   *
   * @param overrides texts of the form {@code KEY=VALUE}, with a key of either schema or the name
   *     of an environment variable; case is ignored
   * @return this loader
   */
  public ConfigLoader overrides(List<String> overrides) {
    this.overrides = List.copyOf(overrides);
    return this;
  }

  /**
   * Loads the configuration.
   *
   * @return the configuration and the sources of its values
   * @throws ConfigException with all problems, if there are any
   */
  public LoadedConfig load() {
    Problems problems = new Problems();
    Overrides set = Overrides.parse(overrides, problems);
    ConfigFile source = read(problems);
    ConfigSchema schema = source.schema(problems);
    UnknownKeys unknown = new UnknownKeys(schema, problems);
    unknown.warnOfFileKeys(source);
    unknown.warnOfVariables(environment);
    ResolvedConfig settings =
        Addresses.normalize(
            resolve(schema, source, new Resolver(set, environment, problems)), problems);
    BackupConfig config = new ConfigReader(settings, problems).read();
    problems.throwIfAny();
    Optional<Path> found = Optional.of(source.path()).filter(p -> !p.toString().isEmpty());
    return new LoadedConfig(config, settings.parameters(), problems.warnings(), found);
  }

  private static ResolvedConfig resolve(ConfigSchema schema, ConfigFile source, Resolver resolver) {
    if (schema.equals(ConfigSchema.V2)) {
      return new ResolvedConfig(resolver.resolve(ConfigSchema.V2, source::find));
    }
    Map<String, ResolvedValue> translated =
        new V1Translation(resolver.resolve(ConfigSchema.V1, source::find)).translate();
    return new ResolvedConfig(
        resolver.resolve(ConfigSchema.V2, key -> Optional.ofNullable(translated.get(key))));
  }

  /** A missing file is valid unless it was requested: the environment may contain everything. */
  private ConfigFile read(Problems problems) {
    ConfigLocator locator = new ConfigLocator(file.orElse(DEFAULT_FILE), environment);
    Optional<Path> found = locator.find();
    if (found.isPresent()) {
      return ConfigFile.read(found.get(), problems);
    }
    ConfigProblem missing =
        new ConfigProblem(
            String.valueOf(locator.path()),
            0,
            "",
            "no such file; searched " + locator.candidates());
    if (file.isPresent()) {
      problems.error(missing);
    } else {
      problems.warning(missing);
    }
    return ConfigFile.none();
  }
}
