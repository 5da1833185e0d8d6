package dev.milvusbackup.cli;

import dev.milvusbackup.RestoreFailedException;
import dev.milvusbackup.config.ConfigException;
import dev.milvusbackup.config.internal.Wording;
import dev.milvusbackup.error.BackupException;
import dev.milvusbackup.error.InvalidRequestException;
import dev.milvusbackup.error.UnexpectedFailureException;
import dev.milvusbackup.retention.PruneFailedException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Prints errors in one line and converts them to exit codes; only bugs have a stack trace. */
final class Failures implements IExecutionExceptionHandler {

  @Override
  public int handleExecutionException(
      Exception failure, CommandLine commandLine, ParseResult parsed) {
    PrintWriter err = commandLine.getErr();
    err.println("Error: " + Wording.COMMAND_LINE.of(failure.getMessage()));
    if (failure instanceof RestoreFailedException restore) {
      restore.report().failed().forEach(f -> print(err, f.target(), f.cause()));
    }
    if (failure instanceof PruneFailedException prune) {
      prune.report().failed().forEach(f -> print(err, f.name(), f.cause()));
    }
    if (!isExpected(failure)) {
      failure.printStackTrace(err);
    }
    return exitCode(failure);
  }

  private static void print(PrintWriter err, Object what, BackupException cause) {
    err.println("  " + what + ": " + Wording.COMMAND_LINE.of(cause.getMessage()));
  }

  private static boolean isExpected(Throwable failure) {
    return failure instanceof IllegalArgumentException
        || (failure instanceof BackupException && !(failure instanceof UnexpectedFailureException));
  }

  private static int exitCode(Throwable failure) {
    if (failure instanceof ConfigException || failure instanceof InvalidRequestException) {
      return ExitCode.USAGE;
    }
    return failure instanceof RestoreFailedException restore
            && !restore.report().restored().isEmpty()
        ? ExitCode.PARTIAL
        : ExitCode.FAILED;
  }
}
