package dev.milvusbackup.it;

import dev.milvusbackup.BackupClient;
import dev.milvusbackup.IfExists;
import dev.milvusbackup.MilvusConnection;
import dev.milvusbackup.Phase;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.ObjectStores;
import dev.milvusbackup.storage.StoreOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A restore in a JVM of its own, to be killed. It begins when it is told to. */
final class RestoreProcess implements AutoCloseable {

  private static final String READY = "READY";
  private static final Duration LEASE = Duration.ofSeconds(3);
  private static final Duration LONGEST = Duration.ofMinutes(3);

  private static final String WORKING = "WORKING";

  private final Process process;
  private final BufferedReader output;

  private RestoreProcess(Process process) {
    this.process = process;
    this.output = process.inputReader();
  }

  /**
   * What it is to restore, and where.
   *
   * @param milvusStorage a URI
   * @param backups a URI
   */
  record Order(
      String milvus,
      String milvusStorage,
      String backups,
      String accessKey,
      String secretKey,
      String backup,
      String suffix) {

    ObjectStore open(String uri) {
      return ObjectStores.open(
          URI.create(uri),
          uri.startsWith("file:")
              ? StoreOptions.none()
              : StoreOptions.credentials(accessKey, secretKey));
    }
  }

  static RestoreProcess start(Order order, IfExists ifExists) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-Xmx128m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto"));
    command.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=error");
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(RestoreProcess.class.getName());
    command.addAll(List.of(order.milvus, order.milvusStorage, order.backups));
    command.addAll(List.of(order.accessKey, order.secretKey, order.backup, order.suffix));
    command.add(ifExists.name());
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      RestoreProcess started = new RestoreProcess(process);
      started.await(READY);
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  RestoreProcess begin() {
    try {
      process.getOutputStream().write('\n');
      process.getOutputStream().flush();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until it has looked around and begins to change things, or has ended. */
  RestoreProcess working() {
    await(WORKING);
    return this;
  }

  private void await(String word) {
    try {
      String line = output.readLine();
      while (line != null && !line.equals(word)) {
        line = output.readLine();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * As by {@code kill -9}.
   *
   * @return whether it was still at work
   */
  boolean killAfter(Duration delay) {
    try {
      boolean ended = process.waitFor(delay.toNanos(), TimeUnit.NANOSECONDS);
      process.destroyForcibly().onExit().join();
      return !ended && process.exitValue() == 128 + 9;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Waits for the end; its exit code. */
  int end() {
    try {
      if (!process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("The process did not end: " + process.info());
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }

  public static void main(String[] args) throws IOException {
    Order order = new Order(args[0], args[1], args[2], args[3], args[4], args[5], args[6]);
    try (ObjectStore milvusStorage = order.open(order.milvusStorage);
        ObjectStore backups = order.open(order.backups);
        BackupClient client =
            BackupClient.builder()
                .milvus(MilvusConnection.at(order.milvus))
                .milvusStorage(milvusStorage)
                .backupStorage(backups)
                .limits(l -> l.concurrentImports(2).lockLease(LEASE))
                .build()) {
      client.milvusVersion(); // loads most classes
      client.get(order.backup);
      say(READY);
      int unused = System.in.read();
      client
          .restore(
              r ->
                  r.backup(order.backup)
                      .suffix(order.suffix)
                      .ifExists(IfExists.valueOf(args[7]))
                      .listener(progress -> tell(progress.phase())))
          .join();
    }
    System.exit(0); // non-daemon threads of vendors' clients
  }

  private static void tell(Phase phase) {
    if (phase != Phase.QUEUED && phase != Phase.PLANNING) {
      say(WORKING);
    }
  }

  private static void say(String word) {
    System.out.println(word);
    System.out.flush();
  }
}
