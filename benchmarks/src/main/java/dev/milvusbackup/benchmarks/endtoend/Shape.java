package dev.milvusbackup.benchmarks.endtoend;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The data of a benchmark, and how often it is measured.
 *
 * @param operations which of them are measured; what needs another one needs it here, too
 */
public record Shape(@JsonUnwrapped Data data, int rounds, Set<Operation> operations, Path output) {

  /**
   * What is backed up.
   *
   * @param segments in each partition, each flushed by itself
   * @param rows in each segment
   */
  public record Data(int collections, int partitions, int segments, int rows, int dimension) {}

  /** Parses {@code --NAME=VALUE}; the last one of a name counts. */
  public static Shape parse(String[] arguments) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String argument : arguments) {
      int equals = argument.indexOf('=');
      if (!argument.startsWith("--") || equals < 0) {
        throw new IllegalArgumentException("'" + argument + "' is not --NAME=VALUE");
      }
      values.put(argument.substring(2, equals), argument.substring(equals + 1));
    }
    Shape shape =
        new Shape(
            new Data(
                take(values, "collections", 1),
                take(values, "partitions", 1),
                take(values, "segments", 16),
                take(values, "rows", 50_000),
                take(values, "dimension", 128)),
            take(values, "rounds", 5),
            operations(values.remove("operations")),
            Path.of(values.getOrDefault("output", "benchmarks/target/results")));
    values.remove("output");
    if (!values.isEmpty()) {
      throw new IllegalArgumentException("Unknown: --" + values.keySet().iterator().next());
    }
    return shape;
  }

  private static Set<Operation> operations(@Nullable String names) {
    Set<Operation> operations = EnumSet.allOf(Operation.class);
    if (names != null) {
      List<String> wanted = List.of(names.split(",", -1));
      operations.removeIf(operation -> !wanted.contains(operation.label()));
    }
    return operations;
  }

  private static int take(Map<String, String> values, String name, int otherwise) {
    String value = values.remove(name);
    return value == null ? otherwise : Integer.parseInt(value);
  }

  public List<String> collectionNames() {
    return IntStream.range(0, data.collections).mapToObj(i -> "bench_" + i).toList();
  }

  /** The first partition is the one that Milvus makes by itself. */
  List<String> partitionNames() {
    return IntStream.range(0, data.partitions)
        .mapToObj(i -> i == 0 ? "_default" : "p" + i)
        .toList();
  }

  long rowsOfCollection() {
    return (long) data.partitions * data.segments * data.rows;
  }

  @Override
  public String toString() {
    return "%d collection(s) of %d partition(s) of %d segments of %d rows of %d dimensions"
        .formatted(data.collections, data.partitions, data.segments, data.rows, data.dimension);
  }
}
