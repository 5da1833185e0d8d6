package dev.milvusbackup.junit5;

import dev.milvusbackup.BackupClient;
import dev.milvusbackup.BackupClientBuilder;
import dev.milvusbackup.Job;
import dev.milvusbackup.MilvusConnection;
import dev.milvusbackup.error.BackupException;
import dev.milvusbackup.storage.ObjectStore;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A server with the places of backups, for all tests of one extension. */
final class Session implements AutoCloseable {

  private static final Duration STOP = Duration.ofSeconds(30);

  private final Settings settings;
  private final MilvusServer server;
  private final Closing owned;
  private final ObjectStore milvusStorage;
  private final ObjectStore backups;
  private final BackupClient client;
  private final Optional<BackupClient> snapshots;

  private Session(Settings settings, MilvusServer server, Closing owned) {
    this.settings = settings;
    this.server = server;
    this.owned = owned;
    this.milvusStorage = owned.add(server.openStorage());
    this.backups = settings.backups().open(owned);
    this.client = owned.add(newClient(backups));
    this.snapshots = settings.snapshots().map(place -> owned.add(newClient(place.open(owned))));
  }

  /** Fails if Milvus does not answer. */
  static Session open(Settings settings, MilvusServer server) {
    Closing owned = new Closing();
    try {
      Session session = new Session(settings, server, owned);
      session.client.milvusVersion();
      return session;
    } catch (RuntimeException e) {
      owned.close();
      throw e;
    }
  }

  MilvusConnection milvus() {
    return server.connection();
  }

  Optional<String> logTail(int lines) {
    return server.logTail(lines);
  }

  Duration timeout() {
    return settings.timeout();
  }

  /** For restores; shared, so it is never passed to tests. */
  BackupClient client() {
    return client;
  }

  /** For snapshots; empty without a place for them. */
  Optional<BackupClient> snapshots() {
    return snapshots;
  }

  /** A client for one test, which closes it. */
  BackupClient newClient() {
    return newClient(backups);
  }

  /** Waits for the report of a job. On a timeout it also waits for the end of the cancelled job. */
  <R> R await(Job<R> job) {
    try {
      return job.get(timeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof BackupException cause
          ? cause
          : new FixtureException(String.valueOf(e.getCause()), e.getCause());
    } catch (TimeoutException e) {
      stop(job);
      throw new FixtureException(
          "It took longer than %d s. Allow more time with timeout(…) on the extension's builder."
              .formatted(timeout().toSeconds()),
          e);
    } catch (InterruptedException e) {
      stop(job);
      Thread.currentThread().interrupt();
      throw new FixtureException("The thread was interrupted.", e);
    }
  }

  @Override
  public void close() {
    owned.close();
  }

  private BackupClient newClient(ObjectStore store) {
    BackupClientBuilder builder =
        BackupClient.builder()
            .milvus(server.connection())
            .milvusStorage(milvusStorage)
            .backupStorage(store);
    settings.client().accept(builder);
    return builder.build();
  }

  private static void stop(Job<?> job) {
    job.cancel();
    job.stopped().completeOnTimeout(null, STOP.toSeconds(), TimeUnit.SECONDS).join();
  }
}
