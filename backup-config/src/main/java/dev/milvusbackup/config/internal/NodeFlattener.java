package dev.milvusbackup.config.internal;

import dev.milvusbackup.config.ConfigSource;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Converts nested keys to dotted ones and records their lines. */
public final class NodeFlattener {

  private final Path path;
  private final Map<String, ResolvedValue> values;
  private final Problems problems;

  public NodeFlattener(Path path, Map<String, ResolvedValue> values, Problems problems) {
    this.path = path;
    this.values = values;
    this.problems = problems;
  }

  public void flatten(String key, Node node) {
    if (node instanceof MappingNode mapping) {
      mapping.getValue().forEach(entry -> flattenEntry(key, entry));
    } else if (node instanceof SequenceNode list && !key.isEmpty()) {
      String items =
          list.getValue().stream().map(NodeFlattener::text).collect(Collectors.joining(","));
      put(key, node, items);
    } else if (key.isEmpty()) {
      problems.error(origin("", node), "must contain 'key: value' pairs");
    } else if (!node.getTag().equals(Tag.NULL)) {
      put(key, node, text(node));
    }
  }

  private void flattenEntry(String parent, NodeTuple entry) {
    String key = text(entry.getKeyNode());
    flatten(parent.isEmpty() ? key : parent + "." + key, entry.getValueNode());
  }

  /** The same key in other case is a duplicate, since keys are not case-sensitive. */
  private void put(String key, Node node, String text) {
    ResolvedValue value = new ResolvedValue(text, origin(key, node));
    ResolvedValue former = values.put(key.toLowerCase(Locale.ROOT), value);
    if (former != null) {
      problems.error(value.origin(), "is already set in line " + former.origin().line());
    }
  }

  private Origin origin(String key, Node node) {
    int line = node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
    return new Origin(ConfigSource.FILE, path.toString(), line, key);
  }

  private static String text(Node node) {
    return node instanceof ScalarNode scalar ? scalar.getValue() : "";
  }
}
