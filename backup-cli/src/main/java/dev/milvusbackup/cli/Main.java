package dev.milvusbackup.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;

/** Entry point of the {@code milvus-backup} command. */
public final class Main {

  private Main() {}

  /**
   * Runs a command and ends the process.
   *
   * @param arguments the command line
   */
  public static void main(String[] arguments) {
    CommandLine commandLine = commandLine(arguments, utf8(System.out), utf8(System.err));
    System.exit(commandLine.execute(arguments));
  }

  static CommandLine commandLine(String[] arguments, PrintWriter out, PrintWriter err) {
    CommandLine commandLine = new CommandLine(new MilvusBackup());
    Subcommand.namedBy(arguments).forEach(subcommand -> subcommand.addTo(commandLine));
    return commandLine
        .setOut(out)
        .setErr(err)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setAbbreviatedOptionsAllowed(false)
        .setExecutionExceptionHandler(new Failures());
  }

  /** Names in a backup are Unicode, independent of the terminal's locale. */
  private static PrintWriter utf8(PrintStream stream) {
    return new PrintWriter(stream, true, StandardCharsets.UTF_8);
  }
}
