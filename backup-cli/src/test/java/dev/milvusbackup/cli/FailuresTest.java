package dev.milvusbackup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.Phase;
import dev.milvusbackup.RestoreFailedException;
import dev.milvusbackup.RestoreReport;
import dev.milvusbackup.error.CollectionExistsException;
import dev.milvusbackup.error.InvalidRequestException;
import dev.milvusbackup.error.UnexpectedFailureException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class FailuresTest {

  private static final CollectionName BOOKS = CollectionName.parse("books");

  private final StringWriter err = new StringWriter();

  @Test
  void aRestoreOfSomeCollectionsIsPartial() {
    RestoreReport.Restored restored =
        RestoreReport.Restored.builder(BOOKS, BOOKS).rows(1).importJobs(1).build();

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

    Exception unknown = new UnexpectedFailureException("Cannot finish", new RuntimeException("x"));
    assertThat(exitCode(unknown)).isEqualTo(ExitCode.FAILED);
    assertThat(err.toString())
        .contains("Error: Cannot finish\n", "Caused by: java.lang.RuntimeException: x\n");
  }

  @Test
  void messagesNameFlagsInsteadOfJava() {
    assertThat(
            exitCode(
                new CollectionExistsException(
                    "Cannot restore backup 'b': Milvus already has default.books. Restore under other names (suffix, rename), choose another IfExists, or drop them first.")))
        .isEqualTo(ExitCode.FAILED);

    assertThat(err.toString())
        .isEqualTo(
            "Error: Cannot restore backup 'b': Milvus already has default.books. Restore under other names (--suffix, --rename), replace them (--drop_exist_collection), add to them (--skip_create_collection), leave them alone (--skip_exist_collection), or drop them first.\n");
  }

  @Test
  void messagesOfSingleCollectionsNameFlagsToo() {
    RestoreReport.Failed failed =
        RestoreReport.Failed.of(
            BOOKS, BOOKS, Phase.STAGING, new InvalidRequestException("move it with switchAlias"));
    RestoreReport report = RestoreReport.builder("b").failed(List.of(failed)).build();

    assertThat(exitCode(new RestoreFailedException("some failed", report)))
        .isEqualTo(ExitCode.FAILED);

    assertThat(err.toString()).contains("  default.books: move it with --switch_alias\n");
    assertThat(RestoreOutcome.json(report).toString()).doesNotContain("switchAlias");
  }

  private static RestoreFailedException restoreFailure(List<RestoreReport.Restored> restored) {
    RestoreReport.Failed failed =
        RestoreReport.Failed.of(
            BOOKS, BOOKS, Phase.STAGING, new InvalidRequestException("the disk is full"));
    return new RestoreFailedException(
        "some failed",
        RestoreReport.builder("b").restored(restored).failed(List.of(failed)).build());
  }

  private int exitCode(Exception failure) {
    CommandLine commandLine =
        Main.commandLine(
            new String[] {"list"}, new PrintWriter(new StringWriter()), new PrintWriter(err, true));
    return new Failures()
        .handleExecutionException(failure, commandLine, commandLine.parseArgs("list"));
  }
}
