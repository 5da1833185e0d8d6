package dev.milvusbackup.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/** A command run inside this JVM. */
record Run(int exitCode, String out, String err) {

  static Run of(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode =
        Main.commandLine(arguments, new PrintWriter(out, true), new PrintWriter(err, true))
            .execute(arguments);
    return new Run(exitCode, out.toString(), err.toString());
  }
}
