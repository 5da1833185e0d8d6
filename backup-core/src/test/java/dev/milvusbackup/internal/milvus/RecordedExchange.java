package dev.milvusbackup.internal.milvus;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A request to a real Milvus 2.5.27 and its answer; see {@code milvus-2.5-rest/00_index.txt} in the
 * test resources.
 *
 * @param job the title of the job that it belongs to, or empty
 */
public record RecordedExchange(
    String job,
    String title,
    String method,
    String path,
    Map<String, String> requestHeaders,
    String request,
    int status,
    String answer) {

  static final List<String> FILES =
      List.of(
          "authorization_enabled.txt",
          "gc_pause_resume.txt",
          "gotool_create_and_restore_b25d_segment_deltas.txt",
          "gotool_create_b25.txt",
          "gotool_restore_b25_L0.txt",
          "import_create.txt",
          "import_create_index.txt",
          "import_create_more.txt",
          "import_describe_errors.txt",
          "import_describe_states.txt",
          "import_index_states.txt",
          "import_list.txt",
          "import_list_after.txt",
          "import_more_states.txt",
          "import_poison.txt",
          "import_type_mismatch.txt",
          "import_type_mismatch_states.txt",
          "segments_describe.txt",
          "segments_describe_after_L0_compaction.txt");

  public static List<RecordedExchange> of(String file) {
    try (InputStream in = RecordedExchange.class.getResourceAsStream("/milvus-2.5-rest/" + file)) {
      if (in == null) {
        throw new IllegalStateException("No recording " + file);
      }
      return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static List<RecordedExchange> all() {
    return FILES.stream().flatMap(file -> of(file).stream()).toList();
  }

  public boolean isTo(String call) {
    return path.endsWith(call);
  }

  /** Whether Milvus says no. */
  public boolean isRefusal() {
    return status != 200 || !answer.startsWith("{\"code\":0,");
  }

  @Override
  public String toString() {
    return (job.isEmpty() ? "" : job + ", ") + title;
  }

  private static List<RecordedExchange> parse(List<String> lines) {
    List<RecordedExchange> exchanges = new ArrayList<>();
    String job = "";
    String title = "";
    int at = 0;
    while (at < lines.size()) {
      String line = lines.get(at++);
      if (line.startsWith("===== ")) {
        job = line.substring(6);
      } else if (line.startsWith("### ")) {
        title = line.substring(4);
      } else if (line.startsWith("> ")) {
        Head request = Head.at(lines, at - 1, ">");
        Head answer = Head.at(lines, request.bodyLine + 1, "<");
        exchanges.add(
            new RecordedExchange(
                job,
                title.isEmpty() ? request.firstLine.get(1) : title,
                request.firstLine.get(0),
                request.firstLine.get(1),
                request.headers,
                request.body(lines),
                Integer.parseInt(answer.firstLine.get(1)),
                answer.body(lines)));
        at = answer.bodyLine + 1;
      }
    }
    return exchanges;
  }

  private record Head(List<String> firstLine, Map<String, String> headers, int bodyLine) {

    static Head at(List<String> lines, int start, String mark) {
      Map<String, String> headers = new LinkedHashMap<>();
      int line = start + 1;
      while (!lines.get(line).equals(mark)) {
        String[] header = lines.get(line).substring(2).split(": ", 2);
        headers.put(header[0], header[1]);
        line++;
      }
      return new Head(List.of(lines.get(start).substring(2).split(" ")), headers, line + 1);
    }

    String body(List<String> lines) {
      return bodyLine < lines.size() ? lines.get(bodyLine) : "";
    }
  }
}
