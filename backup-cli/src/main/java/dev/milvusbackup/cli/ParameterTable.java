package dev.milvusbackup.cli;

import dev.milvusbackup.config.ConfigParameter;
import dev.milvusbackup.config.LoadedConfig;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/** The effective settings, in the form of the Go tool. */
final class ParameterTable {

  private static final int COLUMNS = 4;
  private static final List<String> HEADER = List.of("PARAMETER", "VALUE", "SOURCE", "SOURCE_KEY");

  private ParameterTable() {}

  static void print(LoadedConfig loaded, Output output) {
    List<List<String>> rows = new ArrayList<>(List.of(HEADER));
    loaded.parameters().forEach(parameter -> rows.add(row(parameter)));
    output.result(lines(rows), loaded.parameters().stream().map(ParameterTable::json).toList());
  }

  private static List<String> row(ConfigParameter parameter) {
    return List.of(parameter.name(), parameter.value(), source(parameter), parameter.sourceKey());
  }

  private static Map<String, String> json(ConfigParameter parameter) {
    Map<String, String> json = new LinkedHashMap<>();
    json.put("parameter", parameter.name());
    json.put("value", parameter.value());
    json.put("source", source(parameter));
    json.put("source_key", parameter.sourceKey());
    return json;
  }

  private static String source(ConfigParameter parameter) {
    return parameter.source().name().toLowerCase(Locale.ROOT);
  }

  private static List<String> lines(List<List<String>> rows) {
    int[] widths =
        IntStream.range(0, COLUMNS)
            .map(i -> rows.stream().mapToInt(row -> row.get(i).length()).max().orElse(0))
            .toArray();
    String format = "%%-%ds  %%-%ds  %%-%ds  %%s".formatted(widths[0], widths[1], widths[2]);
    return rows.stream().map(row -> format.formatted(row.toArray()).stripTrailing()).toList();
  }
}
