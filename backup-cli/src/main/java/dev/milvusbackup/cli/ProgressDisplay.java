package dev.milvusbackup.cli;

import dev.milvusbackup.ProgressListener;
import java.io.PrintWriter;

/** Shows the progress of a job. */
interface ProgressDisplay extends ProgressListener, AutoCloseable {

  /** Set by the launcher, which can detect better than a JVM whether stderr is a terminal. */
  String TERMINAL_PROPERTY = "milvusbackup.terminal";

  @Override
  void close();

  /** A bar on a terminal, lines elsewhere. */
  static ProgressDisplay on(PrintWriter err) {
    return Boolean.getBoolean(TERMINAL_PROPERTY)
        ? new ProgressBarDisplay(err)
        : new ProgressLines(err);
  }
}
