package dev.milvusbackup.benchmarks.requests;

import dev.milvusbackup.BackupClient;
import dev.milvusbackup.benchmarks.endtoend.BenchmarkData;
import dev.milvusbackup.benchmarks.endtoend.Servers;
import dev.milvusbackup.benchmarks.endtoend.Shape;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Counts what a create, a second incremental create with nothing changed, and a restore of ten
 * collections send to MinIO, to Milvus's storage and to that of the backups. Fails if one of them
 * sends more than it may. Milvus before 2.4 cannot import shared objects in place, so there a
 * restore of an incremental backup copies them.
 */
public final class Requests {

  private static final String[] SHAPE = {
    "--collections=10", "--segments=4", "--rows=100", "--dimension=8"
  };
  private static final String SUFFIX = "_restored";

  // A full create of 150 objects sends at most 190 requests.
  private static final int MOST_OF_CREATE = 40;
  private static final int MOST = 60;

  private Requests() {}

  /**
   * Runs it.
   *
   * @param arguments the {@link Shape}, if it is another one
   * @throws IOException if the proxy cannot listen
   */
  public static void main(String[] arguments) throws IOException {
    Shape shape =
        Shape.parse(Stream.concat(Stream.of(SHAPE), Stream.of(arguments)).toArray(String[]::new));
    Servers servers = Servers.ofEnvironment();
    System.err.println("benchmark: preparing " + shape);
    new BenchmarkData(servers, shape).prepare();
    List<RequestCount> counts;
    try (CountingProxy proxy = CountingProxy.to(servers.minio());
        BackupClient client = servers.through(proxy.endpoint()).client()) {
      counts = count(client, proxy, shape);
    }
    counts.forEach(count -> System.out.println(count.details()));
    System.out.println(table(counts));
    if (!counts.stream().allMatch(RequestCount::isMet)) {
      System.exit(1);
    }
  }

  private static List<RequestCount> count(BackupClient client, CountingProxy proxy, Shape shape) {
    String[] collections = shape.collectionNames().toArray(String[]::new);
    List<RequestCount> counts = new ArrayList<>();
    client.create(b -> b.name("first").collections(collections).incremental(true)).join();
    proxy.take();
    client.create(b -> b.name("full").collections(collections)).join();
    counts.add(new RequestCount("full create", MOST_OF_CREATE, proxy.take()));
    client.create(b -> b.name("second").collections(collections).incremental(true)).join();
    counts.add(new RequestCount("unchanged incremental create", MOST, proxy.take()));
    for (String backup : List.of("full", "second")) {
      String suffix = SUFFIX + "_" + backup;
      client.restore(r -> r.backup(backup).suffix(suffix)).join();
      counts.add(new RequestCount("restore of " + backup, MOST, proxy.take()));
    }
    return counts;
  }

  private static String table(List<RequestCount> counts) {
    List<String> kinds =
        counts.stream()
            .flatMap(count -> count.requests().stream())
            .map(S3Request::kind)
            .distinct()
            .sorted()
            .toList();
    StringBuilder table = new StringBuilder("| job | ");
    table.append(String.join(" | ", kinds)).append(" | all | beside copies | at most |\n");
    table.append("|---".repeat(kinds.size() + 4)).append("|\n");
    counts.forEach(count -> table.append(count.row(kinds)).append('\n'));
    return table.toString();
  }
}
