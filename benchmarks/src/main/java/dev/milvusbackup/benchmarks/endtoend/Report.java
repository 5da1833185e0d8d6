package dev.milvusbackup.benchmarks.endtoend;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.milvusbackup.benchmarks.endtoend.Results.Measured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The results as a table, as CSV and JSON with every measurement, and as a chart. */
record Report(Shape shape, Results results) {

  void write(Path folder) throws IOException {
    Files.writeString(folder.resolve("results.md"), table());
    Files.writeString(folder.resolve("results.csv"), csv());
    Files.write(folder.resolve("results.json"), json());
    Files.writeString(folder.resolve("results.svg"), new Chart(shape, results).svg());
  }

  String table() {
    StringBuilder table = new StringBuilder();
    table.append(
        """
        %s, %d rounds.

        | operation | by | median s | fastest - slowest | library / this | CPU s | peak memory MiB | of that heap |
        |---|---|---|---|---|---|---|---|
        """
            .formatted(shape, shape.rounds()));
    for (Operation operation : Operation.values()) {
      double library = results.summary(operation, "library").median();
      for (String contender : results.contenders()) {
        Summary summary = results.summary(operation, contender);
        if (summary.rounds() > 0) {
          table.append(row(operation, contender, summary, library));
        }
      }
    }
    return table.toString();
  }

  private static String row(
      Operation operation, String contender, Summary summary, double library) {
    return format(
        "| %s | %s | %.3f | %.3f - %.3f | %s | %.2f | %d | %s |%n",
        operation.label(),
        contender,
        summary.median(),
        summary.fastest(),
        summary.slowest(),
        library == 0 ? "" : format("%.2f", library / summary.median()),
        summary.cpuSeconds(),
        summary.peakBytes() >> 20,
        summary.peakHeapBytes() == 0 ? "" : Long.toString(summary.peakHeapBytes() >> 20));
  }

  private String csv() {
    StringBuilder csv =
        new StringBuilder("operation,by,seconds,cpu_seconds,peak_bytes,peak_heap_bytes\n");
    for (Measured measured : results.all()) {
      Sample sample = measured.sample();
      csv.append(
          format(
              "%s,%s,%.4f,%.3f,%d,%d%n",
              measured.operation().label(),
              measured.contender(),
              sample.seconds(),
              sample.cpuSeconds(),
              sample.peakBytes(),
              sample.peakHeapBytes()));
    }
    return csv.toString();
  }

  private byte[] json() throws IOException {
    List<Map<String, Object>> summaries = new ArrayList<>();
    for (Operation operation : Operation.values()) {
      for (String contender : results.contenders()) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("operation", operation.label());
        entry.put("by", contender);
        entry.put("summary", results.summary(operation, contender));
        summaries.add(entry);
      }
    }
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("shape", shape);
    report.put("machine", Machine.describe());
    report.put("summaries", summaries);
    report.put("measurements", results.all());
    return JsonMapper.builder()
        .enable(SerializationFeature.INDENT_OUTPUT)
        .build()
        .writeValueAsBytes(report);
  }

  static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
