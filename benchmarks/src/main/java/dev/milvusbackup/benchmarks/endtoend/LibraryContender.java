package dev.milvusbackup.benchmarks.endtoend;

import dev.milvusbackup.BackupClient;
import java.util.List;
import java.util.Optional;

/** This library, in this JVM, by one client for all operations. */
final class LibraryContender implements Contender {

  private final BackupClient client;
  private final List<String> collections;

  LibraryContender(BackupClient client, List<String> collections) {
    this.client = client;
    this.collections = collections;
  }

  @Override
  public String name() {
    return "library";
  }

  @Override
  public Optional<Sample> run(Operation operation, Round round) {
    return work(operation, round).map(OwnProcess::measure);
  }

  private Optional<Runnable> work(Operation operation, Round round) {
    return switch (operation) {
      case CREATE -> Optional.of(() -> create(round));
      case LIST -> Optional.of(client::list);
      case GET -> Optional.of(() -> client.get(round.backup()));
      case RESTORE -> Optional.of(() -> restore(round));
      case DELETE -> Optional.of(() -> client.delete(round.backup()).join());
      case VERIFY -> Optional.empty();
    };
  }

  private void create(Round round) {
    client
        .create(b -> b.name(round.backup()).collections(collections.toArray(String[]::new)))
        .join();
  }

  private void restore(Round round) {
    client.restore(r -> r.backup(round.backup()).suffix(round.suffix())).join();
  }
}
