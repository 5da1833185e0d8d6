package dev.milvusbackup.it;

import dev.milvusbackup.BackupClient;
import dev.milvusbackup.Job;
import dev.milvusbackup.MilvusConnection;
import dev.milvusbackup.error.BackupExistsException;
import dev.milvusbackup.error.BackupNotFoundException;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.ObjectStores;
import dev.milvusbackup.storage.StoreOptions;
import dev.milvusbackup.testkit.FaultyObjectStore;
import dev.milvusbackup.testkit.StoreCall;
import dev.milvusbackup.testkit.StoreCall.Operation;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A create or delete in a JVM of its own, to be killed. It begins when it is told to. */
final class JobProcess implements AutoCloseable {

  static final int DONE = 0;
  static final int NAME_TAKEN = 3;
  static final int NOT_FOUND = 4;
  static final int KILLED = 128 + 9;

  private static final String READY = "READY";
  private static final String LOCKED = "LOCKED";
  private static final Duration SLOWNESS = Duration.ofMillis(5);

  private final Process process;
  private final BufferedReader output;

  private JobProcess(Process process) {
    this.process = process;
    this.output = process.inputReader();
  }

  /**
   * Where it works.
   *
   * @param milvusStorage a URI
   * @param backups a URI
   */
  record Place(
      String milvus, String milvusStorage, String backups, String accessKey, String secretKey) {

    ObjectStore openBackups() {
      return open(backups);
    }

    private ObjectStore open(String uri) {
      return ObjectStores.open(
          URI.create(uri),
          uri.startsWith("file:")
              ? StoreOptions.none()
              : StoreOptions.credentials(accessKey, secretKey));
    }
  }

  static JobProcess start(Place at, String action, String name, String filter, Duration lease) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-Xmx128m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto"));
    command.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=error");
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(JobProcess.class.getName());
    command.addAll(List.of(at.milvus, at.milvusStorage, at.backups, at.accessKey, at.secretKey));
    command.addAll(List.of(action, name, filter, Long.toString(lease.toMillis())));
    try {
      return new JobProcess(
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until it is ready, and has it begin. */
  JobProcess begin() {
    return ready().go();
  }

  /** Waits until it is ready. */
  JobProcess ready() {
    await(READY);
    return this;
  }

  JobProcess go() {
    try {
      process.getOutputStream().write('\n');
      process.getOutputStream().flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  /** Waits until it is about to write its lock, or has ended. */
  JobProcess locked() {
    await(LOCKED);
    return this;
  }

  /**
   * As by {@code kill -9}.
   *
   * @return its exit code: {@link #KILLED} if it was still at work
   */
  int killAfter(Duration delay) {
    try {
      boolean unused = process.waitFor(delay.toNanos(), TimeUnit.NANOSECONDS);
      return process.destroyForcibly().onExit().join().exitValue();
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
      if (!process.waitFor(2, TimeUnit.MINUTES)) {
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

  private void await(String line) {
    try {
      String read = output.readLine();
      while (read != null && !read.equals(line)) {
        read = output.readLine();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static void main(String[] args) throws IOException {
    Place at = new Place(args[0], args[1], args[2], args[3], args[4]);
    FaultyObjectStore slow = FaultyObjectStore.over(at.openBackups());
    slow.failWhen(JobProcess::pauseAndTell, FaultyObjectStore.outage());
    int code;
    try (ObjectStore milvusStorage = at.open(at.milvusStorage);
        BackupClient client =
            BackupClient.builder()
                .milvus(MilvusConnection.at(at.milvus))
                .milvusStorage(milvusStorage)
                .backupStorage(slow)
                .limits(
                    l ->
                        l.concurrentCopies(2).lockLease(Duration.ofMillis(Long.parseLong(args[8]))))
                .build()) {
      client.milvusVersion(); // loads most classes
      client.find(args[6]);
      say(READY);
      int unused = System.in.read();
      code = run(args[5].equals("create") ? create(client, args) : client.delete(args[6]));
    }
    System.exit(code);
  }

  private static Job<?> create(BackupClient client, String[] args) {
    return client.create(b -> b.name(args[6]).collections(args[7]));
  }

  private static int run(Job<?> job) {
    try {
      job.join();
      return DONE;
    } catch (CompletionException e) {
      if (e.getCause() instanceof BackupExistsException) {
        return NAME_TAKEN;
      }
      if (e.getCause() instanceof BackupNotFoundException) {
        return NOT_FOUND;
      }
      System.err.println("A job by itself: " + e.getCause());
      return 1;
    }
  }

  /** A store some milliseconds away, so that a kill finds a moment between any two calls. */
  private static boolean pauseAndTell(StoreCall call) {
    LockSupport.parkNanos(SLOWNESS.toNanos());
    if (call.is(Operation.PUT) && call.keys().get(0).path().contains("/meta/lock.")) {
      say(LOCKED);
    }
    return false;
  }

  private static void say(String word) {
    System.out.println(word);
    System.out.flush();
  }
}
