package dev.milvusbackup.config;

import dev.milvusbackup.Beta;
import dev.milvusbackup.config.internal.Addresses;
import dev.milvusbackup.config.internal.ConfigFile;
import dev.milvusbackup.config.internal.ConfigKey;
import dev.milvusbackup.config.internal.ConfigSchema;
import dev.milvusbackup.config.internal.Overrides;
import dev.milvusbackup.config.internal.Problems;
import dev.milvusbackup.config.internal.ResolvedConfig;
import dev.milvusbackup.config.internal.ResolvedValue;
import dev.milvusbackup.config.internal.Resolver;
import dev.milvusbackup.config.internal.UnknownKeys;
import dev.milvusbackup.config.internal.V1Translation;
import dev.milvusbackup.config.internal.V2Rules;
import dev.milvusbackup.config.internal.ValueType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/**
 * A file of the first schema, translated to the second.
 *
 * @param values keys of the second schema to the values of the file; the values of {@link
 *     #secrets()} are in the clear
 * @param secrets keys whose values are secrets
 * @param notes remarks for the reader of the new file
 * @param violations what the Go tool would refuse in the new file, with the place in the old one
 */
@Beta
public record ConfigMigration(
    Map<String, String> values,
    List<String> secrets,
    List<ConfigProblem> notes,
    List<ConfigProblem> violations) {

  private static final String MILVUS_AUTH = "milvus.storage.auth.type";
  private static final String BACKUP_AUTH = "backup.storage.auth.type";
  private static final String BACKUP_ROOT = "backup.storage.rootPath";

  /**
   * Translates a file, ignoring environment and overrides.
   *
   * @param file the file
   * @return the translation
   * @throws ConfigException if it cannot be read or already has the second schema
   */
  public static ConfigMigration of(Path file) {
    Problems problems = new Problems();
    ConfigFile source = ConfigFile.read(file, problems);
    ConfigSchema schema = source.schema(problems);
    if (schema.equals(ConfigSchema.V2)) {
      problems.error(new ConfigProblem(file.toString(), 0, "", "is a v2 file already"));
    }
    new UnknownKeys(ConfigSchema.V1, problems).warnOfFileKeys(source);
    Resolver resolver = new Resolver(Overrides.parse(List.of(), problems), Map.of(), problems);
    Map<String, ResolvedValue> translated =
        new V1Translation(resolver.resolve(ConfigSchema.V1, source::find)).translateForFile();
    problems.throwIfAny();
    return of(translated, resolver, problems);
  }

  private static ConfigMigration of(
      Map<String, ResolvedValue> translated, Resolver resolver, Problems notes) {
    Problems violations = new Problems();
    Map<String, ResolvedValue> written = written(translated);
    ResolvedConfig effective = Addresses.normalize(resolved(resolver, written), violations);
    written.replaceAll((key, value) -> effective.value(key));
    addDerived(written, effective);
    new V2Rules(written, resolved(resolver, written), violations).check();
    Map<String, String> values = new LinkedHashMap<>();
    written.forEach((key, value) -> values.put(key, value.text()));
    return new ConfigMigration(
        Collections.unmodifiableMap(values),
        secretsIn(written),
        notes.warnings(),
        violations.errors());
  }

  private static ResolvedConfig resolved(Resolver resolver, Map<String, ResolvedValue> written) {
    return new ResolvedConfig(
        resolver.resolve(ConfigSchema.V2, key -> Optional.ofNullable(written.get(key))));
  }

  /** Ports and TLS that an address contains get keys of their own. */
  private static void addDerived(Map<String, ResolvedValue> written, ResolvedConfig effective) {
    for (String prefix : List.of("milvus.grpc.", "milvus.storage.", "backup.storage.")) {
      for (String name : List.of("port", "useSSL", "tlsMode")) {
        ResolvedValue value = effective.values().get(prefix + name);
        if (value != null && value.isGiven()) {
          written.put(prefix + name, value);
        }
      }
    }
  }

  /**
   * Returns the new file.
   *
   * @param withSecrets whether to include secrets
   * @return the file as YAML
   */
  public String yaml(boolean withSecrets) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("configVersion", "v2");
    values.forEach(
        (key, value) -> {
          if (withSecrets || !secrets.contains(key)) {
            put(tree, List.of(key.split("\\.")), typed(key, value));
          }
        });
    DumpSettings settings = DumpSettings.builder().setDefaultFlowStyle(FlowStyle.BLOCK).build();
    return new Dump(settings).dumpToString(tree);
  }

  /**
   * Without defaults, except for those that differ between the schemas: the root path of the
   * backups, and the type of their credentials, which the second schema inherits.
   */
  private static Map<String, ResolvedValue> written(Map<String, ResolvedValue> translated) {
    ResolvedValue type = translated.get(MILVUS_AUTH);
    boolean typed = type != null && type.isGiven();
    Map<String, ResolvedValue> written = new LinkedHashMap<>();
    translated.forEach(
        (key, value) -> {
          if (value.isGiven() || key.equals(BACKUP_ROOT) || (typed && key.equals(BACKUP_AUTH))) {
            written.put(key, value);
          }
        });
    return written;
  }

  private static List<String> secretsIn(Map<String, ResolvedValue> written) {
    return ConfigSchema.V2.settings().stream()
        .filter(s -> s.kind().isSecret())
        .map(ConfigKey::key)
        .filter(key -> written.containsKey(key) && !written.get(key).text().isEmpty())
        .toList();
  }

  @SuppressWarnings("unchecked")
  private static void put(Map<String, Object> tree, List<String> path, Object value) {
    Map<String, Object> node = tree;
    for (String name : path.subList(0, path.size() - 1)) {
      node = (Map<String, Object>) node.computeIfAbsent(name, n -> new LinkedHashMap<>());
    }
    node.put(path.get(path.size() - 1), value);
  }

  /** Numbers and flags without quotes; the one list as a list. */
  private static Object typed(String key, String value) {
    if (key.equals("milvus.etcd.endpoints")) {
      return new ArrayList<>(List.of(value.split("\\s*,\\s*")));
    }
    String kind = ConfigSchema.V2.find(key).map(s -> s.kind().name()).orElse("text");
    return switch (kind) {
      case "flag" -> ValueType.isTrue(value);
      case "port", "count", "number" -> Integer.valueOf(value);
      default -> value;
    };
  }
}
