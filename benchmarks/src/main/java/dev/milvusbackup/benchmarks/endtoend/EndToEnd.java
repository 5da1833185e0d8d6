package dev.milvusbackup.benchmarks.endtoend;

import dev.milvusbackup.BackupClient;
import dev.milvusbackup.CollectionName;
import dev.milvusbackup.internal.milvus.MilvusGateway;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Measures create, list, get, restore and delete of this library, of other tools, and of the bare
 * servers. In each round all of them do the same, in a different order.
 */
public final class EndToEnd {

  private final Servers servers;
  private final Shape shape;

  private EndToEnd(Servers servers, Shape shape) {
    this.servers = servers;
    this.shape = shape;
  }

  /**
   * Runs it.
   *
   * @param arguments the {@link Shape}
   * @throws IOException if the results cannot be written
   */
  public static void main(String[] arguments) throws IOException {
    Shape shape = Shape.parse(arguments);
    Files.createDirectories(shape.output());
    Results results = new EndToEnd(Servers.ofEnvironment(), shape).run();
    Report report = new Report(shape, results);
    report.write(shape.output());
    System.out.println(report.table());
  }

  private Results run() throws IOException {
    say("preparing " + shape);
    new BenchmarkData(servers, shape).prepare();
    Path configuration = servers.writeConfiguration(shape.output().toAbsolutePath());
    Results results = new Results();
    try (BackupClient client = servers.client()) {
      Random random = new Random(42);
      List<Contender> contenders = new ArrayList<>();
      contenders.add(new LibraryContender(client, shape.collectionNames()));
      contenders.add(new IncrementalContender(client, shape.collectionNames()));
      contenders.addAll(CommandContender.ofEnvironment(shape, configuration));
      contenders.add(new BareContender(servers, client, shape.collectionNames()));
      // Round 0 warms up and does not count.
      for (int round = 0; round <= shape.rounds(); round++) {
        round(round, contenders, results);
        Collections.shuffle(contenders, random); // otherwise each would always follow the same one
      }
    }
    return results;
  }

  private void round(int number, List<Contender> contenders, Results results) {
    for (Operation operation : shape.operations()) {
      for (Contender contender : contenders) {
        Round round = new Round(number, contender.name());
        contender
            .run(operation, round)
            .ifPresent(
                sample -> {
                  say(
                      "round %d, %s by %s: %.3f s"
                          .formatted(
                              number, operation.label(), contender.name(), sample.seconds()));
                  if (number > 0) {
                    results.add(operation, contender.name(), sample);
                  }
                  if (operation == Operation.RESTORE) {
                    checkAndDrop(round);
                  }
                });
      }
    }
  }

  /** A restore that lost rows does not count. */
  private void checkAndDrop(Round round) {
    try (MilvusGateway milvus = servers.gateway()) {
      for (String name : shape.collectionNames()) {
        CollectionName restored = new CollectionName("default", name + round.suffix());
        Polling.until(() -> milvus.segments().persistentRows(restored) == shape.rowsOfCollection());
        milvus.collections().drop(restored);
      }
    }
  }

  private static void say(String what) {
    System.err.println("benchmark: " + what);
  }
}
