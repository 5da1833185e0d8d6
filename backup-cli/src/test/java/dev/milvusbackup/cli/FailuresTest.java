package dev.milvusbackup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.Phase;
import dev.milvusbackup.RestoreFailedException;
import dev.milvusbackup.RestoreReport;
import dev.milvusbackup.error.InvalidRequestException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class FailuresTest {

  private static final CollectionName BOOKS = CollectionName.parse("books");

  private final StringWriter err = new StringWriter();

  @Test
  void aRestoreOfSomeCollectionsIsPartial() {
    RestoreReport.Restored restored =
        new RestoreReport.Restored(
            BOOKS, BOOKS, 1, 1, 0, RestoreReport.Placement.IN_PLACE, List.of());

    assertThat(exitCode(restoreFailure(List.of(restored)))).isEqualTo(ExitCode.PARTIAL);
    assertThat(err.toString()).contains("Error: some failed", "default.books: the disk is full");
  }

  @Test
  void aRestoreOfNoneHasFailed() {
    assertThat(exitCode(restoreFailure(List.of()))).isEqualTo(ExitCode.FAILED);
  }

  @Test
  void onlyBugsComeWithAStackTrace() {
    assertThat(exitCode(new IllegalArgumentException("bad URI"))).isEqualTo(ExitCode.FAILED);
    assertThat(err.toString()).isEqualTo("Error: bad URI\n");

    assertThat(exitCode(new IllegalStateException("bug"))).isEqualTo(ExitCode.FAILED);
    assertThat(err.toString()).contains("IllegalStateException: bug\n\tat ");
  }

  private static Exception restoreFailure(List<RestoreReport.Restored> restored) {
    RestoreReport.Failed failed =
        new RestoreReport.Failed(
            BOOKS, BOOKS, Phase.STAGING, new InvalidRequestException("the disk is full"));
    return new CompletionException(
        new RestoreFailedException(
            "some failed",
            new RestoreReport(
                "b", restored, List.of(), Optional.empty(), List.of(failed), Duration.ZERO)));
  }

  private int exitCode(Exception failure) {
    CommandLine commandLine =
        Main.commandLine(
            new String[] {"list"}, new PrintWriter(new StringWriter()), new PrintWriter(err, true));
    return new Failures()
        .handleExecutionException(failure, commandLine, commandLine.parseArgs("list"));
  }
}
