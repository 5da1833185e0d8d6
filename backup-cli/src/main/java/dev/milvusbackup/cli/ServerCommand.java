package dev.milvusbackup.cli;

import dev.milvusbackup.config.BackupConfig;
import dev.milvusbackup.server.BackupServer;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code server}. */
@Command(name = "server", description = "Serves the REST API until it is interrupted.")
final class ServerCommand implements Callable<Integer> {

  @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
  @ParentCommand
  private MilvusBackup root;

  @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
  @Spec
  private CommandSpec spec;

  @Option(
      names = {"-p", "--port"},
      description = "The port. Default: that of the configuration ($SERVER_PORT), or 8080.")
  private Optional<Integer> port = Optional.empty();

  @Override
  public Integer call() throws InterruptedException {
    BackupConfig config = root.config();
    ServerLog.start(config.log());
    BackupServer server = BackupServer.start(config, port.orElseGet(() -> config.server().port()));
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server), "milvus-backup-stop"));
    spec.commandLine().getErr().println("Listening on port " + server.port());
    new CountDownLatch(1).await();
    return ExitCode.OK;
  }

  private void stop(BackupServer server) {
    PrintWriter err = spec.commandLine().getErr();
    err.println("Stopping: running jobs may finish.");
    server.close();
  }
}
