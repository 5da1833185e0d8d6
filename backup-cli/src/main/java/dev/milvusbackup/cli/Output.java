package dev.milvusbackup.cli;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Prints results in the form of the Go tool, or as JSON for scripts. */
final class Output {

  @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
  @Spec(Target.MIXEE)
  private CommandSpec spec;

  @Option(names = "--json", description = "Print the result as JSON.")
  private boolean json;

  /** Prints the text or the JSON. */
  void result(List<String> lines, Object asJson) {
    if (json) {
      line(Json.print(asJson));
    } else {
      lines.forEach(this::line);
    }
  }

  void line(String text) {
    spec.commandLine().getOut().println(text);
  }
}
