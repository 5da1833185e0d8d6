package dev.milvusbackup.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A server in a process of its own, to be killed. */
final class ServerProcess {

  private static final String WITHOUT_END = "without-end";

  private final Process process;
  private final Api api;

  private ServerProcess(Process process, Api api) {
    this.process = process;
    this.api = api;
  }

  static ServerProcess start(MilvusOnMinio environment, String prefix) {
    return start(environment, prefix, "");
  }

  /** A server whose creates never end. */
  static ServerProcess startWithoutEnd(MilvusOnMinio environment, String prefix) {
    return start(environment, prefix, WITHOUT_END);
  }

  private static ServerProcess start(MilvusOnMinio environment, String prefix, String how) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(ServerProcess.class.getName(), prefix, how));
    command.addAll(List.of(environment.args()));
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      String port = process.inputReader().readLine();
      return new ServerProcess(process, new Api(Integer.parseInt(port)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Api api() {
    return api;
  }

  /** As by {@code kill -9}. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  public static void main(String[] args) {
    String[] rest = List.of(args).subList(2, args.length).toArray(String[]::new);
    MilvusOnMinio environment = MilvusOnMinio.of(rest);
    BackupServerBuilder builder =
        args[1].equals(WITHOUT_END)
            ? environment.serverWithoutEnd(args[0])
            : environment.server(args[0]);
    BackupServer server = builder.port(0).start();
    System.out.println(server.port());
  }
}
