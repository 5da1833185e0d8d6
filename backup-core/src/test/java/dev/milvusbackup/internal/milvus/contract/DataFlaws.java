package dev.milvusbackup.internal.milvus.contract;

import static dev.milvusbackup.internal.milvus.contract.Records.with;

import dev.milvusbackup.error.MilvusException;
import dev.milvusbackup.internal.milvus.RowPage;
import dev.milvusbackup.internal.milvus.contract.Flaws.Table;
import dev.milvusbackup.internal.milvus.imports.BinlogDirectory;
import dev.milvusbackup.internal.milvus.imports.BinlogDirectory.Deletes;
import dev.milvusbackup.internal.milvus.imports.ImportJob;
import dev.milvusbackup.internal.milvus.imports.ImportJob.SegmentFormat;
import dev.milvusbackup.internal.milvus.imports.ImportProgress;
import dev.milvusbackup.internal.milvus.segments.FlushTicket;
import dev.milvusbackup.internal.milvus.segments.HybridTime;
import dev.milvusbackup.internal.milvus.segments.PersistentSegment;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Gateways that break a clause about rows. */
final class DataFlaws {

  private static final int WHOLE_PAGE = 1000;

  private DataFlaws() {}

  static Map<String, BrokenGateway> all() {
    Table table = new Table();
    flushes(table);
    importedFiles(table);
    importResults(table);
    queries(table);
    inserts(table);
    return table.byClause;
  }

  private static void flushes(Table table) {
    table
        .breaking(
            "timeGoesOn",
            "segments.now",
            (real, arguments) -> HybridTime.floor((long) real.call(arguments)))
        .breaking(
            "aFlushWritesRowsOut",
            "segments.of",
            (real, arguments) -> segments(real.call(arguments), s -> with(s, "rows", s.rows() + 1)))
        .breaking(
            "aFlushIsDoneWhenItSaysSo",
            "segments.isFlushed",
            (real, arguments) -> {
              boolean flushed = false;
              while (!flushed) {
                flushed = (boolean) real.call(arguments);
              }
              return flushed;
            })
        .breaking(
            "aFlushOfNothingSealsNothing",
            "segments.flush",
            (real, arguments) ->
                with((FlushTicket) real.call(arguments), "flushedBefore", List.of()))
        .breaking("eachFieldHasItsBinlogs", BrokenGateway.losing("/0/"))
        .breaking(
            "aDeleteIsWrittenByTheFlush",
            "segments.of",
            (real, arguments) -> segments(real.call(arguments), s -> with(s, "deletesOnly", true)));
  }

  private static Optional<List<PersistentSegment>> segments(
      Object listed, UnaryOperator<PersistentSegment> change) {
    return ((Optional<?>) listed)
        .map(
            list ->
                ((List<?>) list).stream().map(s -> change.apply((PersistentSegment) s)).toList());
  }

  private static void importedFiles(Table table) {
    table
        .breaking(
            "anImportAppliesTheDeletesThatAreGivenWithTheRows",
            "imports.start",
            (real, arguments) -> real.call(deletes(arguments[0], Deletes.ABSENT)))
        .breaking(
            "anImportWithoutDeletesBringsAllRows",
            "imports.start",
            (real, arguments) -> real.call(deletes(arguments[0], Deletes.PRESENT)))
        .breaking(
            "anImportLeavesOutWhatIsLaterThanItsEnd",
            "imports.start",
            (real, arguments) ->
                real.call(with((ImportJob.OfRows) arguments[0], "format", SegmentFormat.PLAIN)))
        .breaking(
            "anImportIntoAPartitionThatIsNotThereIsRefused",
            "imports.start",
            (real, arguments) ->
                real.call(with((ImportJob.OfRows) arguments[0], "partition", "_default")))
        .breaking(
            "anImportOfNothingIsToldAsTheVersionTellsIt",
            "imports.start",
            (real, arguments) -> {
              if (arguments[0].toString().contains("nowhere")) {
                throw new MilvusException("no such directory");
              }
              return real.call(arguments);
            });
  }

  private static ImportJob deletes(Object job, Deletes deletes) {
    ImportJob.OfRows rows = (ImportJob.OfRows) job;
    List<BinlogDirectory> directories =
        rows.directories().stream().map(d -> with(d, "deletes", deletes)).toList();
    return with(rows, "directories", directories);
  }

  private static void importResults(Table table) {
    Set<Object> loaded = new HashSet<>();
    table
        .breaking(
            "anImportBringsRows",
            "rows.page",
            (real, arguments) -> {
              RowPage page = (RowPage) real.call(arguments);
              return arguments[4].equals(WHOLE_PAGE)
                  ? with(page, "rows", page.rows().subList(0, page.rows().size() / 2))
                  : page;
            })
        .breaking(
            "anImportOfWhatIsNoBinlogFailsWithAReason",
            "imports.progress",
            (real, arguments) -> {
              ImportProgress progress = (ImportProgress) real.call(arguments);
              return progress.state() == ImportProgress.State.FAILED
                  ? with(progress, "state", ImportProgress.State.COMPLETED)
                  : progress;
            })
        .breaking(
            "whatIsImportedBeneathALoadIsShownByTheNextOne",
            "loading.load",
            (real, arguments) -> loaded.add(arguments[0]) ? real.call(arguments) : null);
  }

  private static void queries(Table table) {
    Map<Object, Object> counts = new HashMap<>();
    table
        .breaking(
            "rowsComeInTheOrderOfTheirKeys",
            "rows.page",
            (real, arguments) -> {
              RowPage page = (RowPage) real.call(arguments);
              List<Object[]> rows = new ArrayList<>(page.rows());
              if (!arguments[4].equals(WHOLE_PAGE)) {
                Collections.reverse(rows);
              }
              return with(page, "rows", rows);
            })
        .breaking(
            "aDeletedRowIsNotCounted",
            "rows.count",
            (real, arguments) -> {
              Object count = real.call(arguments);
              Object before = counts.putIfAbsent(arguments[0], count);
              return before == null ? count : before;
            })
        .breaking(
            "aCollectionThatIsNotLoadedIsNotQueried",
            "rows.count",
            (real, arguments) -> {
              try {
                return real.call(arguments);
              } catch (MilvusException e) {
                return 0L;
              }
            });
  }

  private static void inserts(Table table) {
    Set<String> inserted = new HashSet<>();
    table
        .breaking(
            "aDeletedKeyMayBeInsertedAgain",
            "rows.insert",
            (real, arguments) -> {
              List<Object> rows = new ArrayList<>();
              for (Object row : (List<?>) arguments[3]) {
                if (inserted.add(arguments[0] + " " + ((Object[]) row)[0])) {
                  rows.add(row);
                }
              }
              return real.call(arguments[0], arguments[1], arguments[2], rows);
            })
        .breaking(
            "rowsOfAPartitionThatIsNotThereAreRefused",
            "rows.insert",
            (real, arguments) -> real.call(arguments[0], "_default", arguments[2], arguments[3]));
  }
}
