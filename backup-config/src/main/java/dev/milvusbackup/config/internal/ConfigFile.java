package dev.milvusbackup.config.internal;

import dev.milvusbackup.config.ConfigProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * The content of a configuration file.
 *
 * @param path where it is
 * @param values key in lower case, such as {@code milvus.port}, to value
 */
public record ConfigFile(Path path, Map<String, ResolvedValue> values) {

  private static final String VERSION = "configversion";

  public static ConfigFile read(Path path, Problems problems) {
    Map<String, ResolvedValue> values = new TreeMap<>();
    try {
      LoadSettings settings =
          LoadSettings.builder().setLabel(path.toString()).setAllowDuplicateKeys(false).build();
      Optional<Node> root = new Compose(settings).composeString(Files.readString(path));
      root.ifPresent(node -> new NodeFlattener(path, values, problems).flatten("", node));
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(0);
      problems.error(
          new ConfigProblem(path.toString(), line, "", "is not YAML: " + e.getProblem()));
    } catch (IOException | YamlEngineException e) {
      problems.error(new ConfigProblem(path.toString(), 0, "", "cannot be read: " + e));
    }
    return new ConfigFile(path, values);
  }

  /** Without a file the second schema applies, as in the Go tool. */
  public static ConfigFile none() {
    ResolvedValue v2 = new ResolvedValue("v2", Origin.ofDefault("configVersion"));
    return new ConfigFile(Path.of(""), Map.of(VERSION, v2));
  }

  /** The schema of the file; a file without a version has the first one. */
  public ConfigSchema schema(Problems problems) {
    ResolvedValue version = values.get(VERSION);
    if (version == null || version.text().equalsIgnoreCase("v1")) {
      return ConfigSchema.V1;
    }
    if (!version.text().equalsIgnoreCase("v2")) {
      problems.error(version.origin(), "must be v1 or v2, not '" + version.text() + "'");
    }
    return ConfigSchema.V2;
  }

  public Optional<ResolvedValue> find(String key) {
    return Optional.ofNullable(values.get(key.toLowerCase(Locale.ROOT)));
  }
}
