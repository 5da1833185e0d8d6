package dev.milvusbackup.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Loads a configuration. Overrides take precedence over environment variables, these over the file,
 * and the file over the defaults. Not safe for use by several threads.
 */
public final class ConfigLoader {

  private static final Path DEFAULT_FILE = Path.of("backup.yaml");

  private Optional<Path> file = Optional.empty();
  private Map<String, String> environment = System.getenv();
  private List<String> overrides = List.of();

  private ConfigLoader() {}

  /**
   * Returns a loader for the environment of this process and the file {@code backup.yaml}, which
   * may be missing.
   *
   * @return a new loader
   */
  public static ConfigLoader create() {
    return new ConfigLoader();
  }

  /**
   * Sets the file. The loader looks for it at this path, then by its name in the folder {@code
   * $MILVUSCONF}, and then in {@code configs}.
   *
   * @param file the file, which must exist in one of these places
   * @return this loader
   */
  public ConfigLoader file(Path file) {
    this.file = Optional.of(file);
    return this;
  }

  /**
   * Sets the environment variables. Default: those of this process.
   *
   * @param environment the values by name
   * @return this loader
   */
  public ConfigLoader environment(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
    return this;
  }

  /**
   * Sets values that take precedence over all others. Default: none.
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
   * @return the configuration, with warnings and the source of each value
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
    ResolvedConfig settings = resolve(schema, source, new Resolver(set, environment, problems));
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

  /** No file is fine unless one was asked for: the environment may say everything. */
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
            "no such file; looked for " + locator.candidates());
    if (file.isPresent()) {
      problems.error(missing);
    } else {
      problems.warning(missing);
    }
    return ConfigFile.none();
  }
}
