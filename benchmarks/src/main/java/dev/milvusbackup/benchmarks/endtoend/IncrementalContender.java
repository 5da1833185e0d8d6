package dev.milvusbackup.benchmarks.endtoend;

import dev.milvusbackup.BackupClient;
import dev.milvusbackup.BackupReport;
import java.util.List;
import java.util.Optional;

/**
 * Incremental backups of this library. Round 0 copies everything; nothing changes afterwards, so
 * the measured rounds show what an unchanged night costs.
 */
final class IncrementalContender implements Contender {

  private final BackupClient client;
  private final List<String> collections;

  IncrementalContender(BackupClient client, List<String> collections) {
    this.client = client;
    this.collections = collections;
  }

  @Override
  public String name() {
    return "incremental";
  }

  @Override
  public Optional<Sample> run(Operation operation, Round round) {
    return switch (operation) {
      case CREATE -> Optional.of(OwnProcess.measure(() -> create(round)));
      case RESTORE -> Optional.of(OwnProcess.measure(() -> restore(round)));
      case LIST, GET, DELETE, VERIFY -> Optional.empty();
    };
  }

  private void create(Round round) {
    BackupReport report =
        client
            .create(
                b ->
                    b.name(round.backup())
                        .collections(collections.toArray(String[]::new))
                        .incremental(true))
            .join();
    System.err.printf(
        "benchmark: copied %d of %d bytes%n",
        report.manifest().size() - report.bytesReused(), report.manifest().size());
  }

  private void restore(Round round) {
    client.restore(r -> r.backup(round.backup()).suffix(round.suffix())).join();
  }
}
