package dev.milvusbackup.benchmarks.requests;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The requests of one job.
 *
 * @param most how many it may send, apart from the copies of objects
 */
record RequestCount(String job, int most, List<S3Request> requests) {

  boolean isMet() {
    return besideCopies() <= most;
  }

  private long besideCopies() {
    return requests.stream().filter(request -> !request.kind().equals("copy")).count();
  }

  /** A row of a table in Markdown. */
  String row(List<String> kinds) {
    Map<String, Long> byKind = count(S3Request::kind);
    String counts =
        kinds.stream()
            .map(kind -> Long.toString(byKind.getOrDefault(kind, 0L)))
            .collect(Collectors.joining(" | "));
    return "| %s | %s | %d | %d | %d |"
        .formatted(job, counts, requests.size(), besideCopies(), most);
  }

  /** What each request is for, by the pattern of its key. */
  String details() {
    return count(request -> request.kind() + " " + request.target()).entrySet().stream()
        .map(e -> "%5d %s".formatted(e.getValue(), e.getKey()))
        .collect(Collectors.joining("\n", job + ":\n", "\n"));
  }

  private Map<String, Long> count(Function<S3Request, String> by) {
    return requests.stream()
        .collect(Collectors.groupingBy(by, TreeMap::new, Collectors.counting()));
  }
}
