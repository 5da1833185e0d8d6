package dev.milvusbackup.internal.milvus.fake;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.internal.milvus.ErrorTable;
import dev.milvusbackup.internal.milvus.fake.FakeSegment.State;
import dev.milvusbackup.internal.milvus.imports.ImportJob;
import dev.milvusbackup.internal.milvus.imports.ImportProgress;
import dev.milvusbackup.internal.milvus.imports.MilvusImports;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Imports in memory, of real files. */
final class FakeImports implements MilvusImports {

  /** 13 to 17 s on 2.3.5, measured. */
  private static final Duration SHOWN_AFTER = Duration.ofSeconds(13);

  private static final Duration EXPIRATION = Duration.ofMinutes(15);

  private final World world;
  private final ImportTimes times;
  private final Map<String, FakeJob> jobs = new LinkedHashMap<>();
  private Optional<String> nextFailure = Optional.empty();

  FakeImports(World world) {
    this.world = world;
    this.times = new ImportTimes(world);
    world.whenDropped = this::dropped;
  }

  @Override
  public String start(ImportJob job) {
    return world.calls.make("imports.start", () -> startNow(job));
  }

  private String startNow(ImportJob job) {
    String verb = "import into " + job.target();
    FakeCollection target = world.require(verb, job.target());
    partition(verb, job, target);
    ImportReader reader = new ImportReader(world, target);
    List<ImportFiles> files = paths(verb, job).map(reader::files).toList();
    boolean rows = job instanceof ImportJob.OfRows;
    if (rows
        && world.has(Behavior.REFUSES_IMPORT_OF_NOTHING)
        && files.stream().allMatch(ImportFiles::isEmpty)) {
      throw Refusal.nothingToImport(verb, paths(verb, job).toList().toString());
    }
    FakeJob made = new FakeJob(world.newId(), job, target, world.clock.millis());
    long bytes = files.stream().mapToLong(ImportFiles::bytes).sum();
    ImportTimes.Span span = times.next(bytes, rows ? segments(files) : 1, files.size());
    world.clock.at(span.beginMillis(), made::running);
    Optional<String> failure = nextFailure;
    nextFailure = Optional.empty();
    world.clock.at(span.endMillis(), () -> failure.ifPresentOrElse(made::failed, () -> end(made)));
    jobs.put(Long.toString(made.id), made);
    return Long.toString(made.id);
  }

  List<ImportJob> started() {
    return jobs.values().stream().map(made -> made.job).toList();
  }

  void failNext(String reason) {
    nextFailure = Optional.of(reason);
  }

  private static int segments(List<ImportFiles> files) {
    try {
      return files.stream().mapToInt(f -> f.inserts().size()).sum();
    } catch (RuntimeException e) {
      return 0; // the job tells
    }
  }

  private Stream<String> paths(String verb, ImportJob job) {
    if (job instanceof ImportJob.OfRows rows) {
      if (world.has(Behavior.IMPORTS_ONE_AT_A_TIME) && rows.directories().size() != 1) {
        throw new IllegalArgumentException("Servers before 2.4 import one directory: " + job);
      }
      return rows.directories().stream().map(d -> d.inserts());
    }
    if (!world.has(Behavior.HAS_DELETE_SEGMENTS)) {
      throw Refusal.notOffered(verb);
    }
    return ((ImportJob.OfDeletes) job).directories().stream().map(d -> d.deltas());
  }

  /** The id of the partition that a job goes to. */
  private static long partition(String verb, ImportJob job, FakeCollection target) {
    String name =
        job instanceof ImportJob.OfRows rows
            ? rows.partition()
            : ((ImportJob.OfDeletes) job).partition().orElse("");
    if (name.isEmpty() && job instanceof ImportJob.OfDeletes) {
      return FakeSegment.ALL_PARTITIONS;
    }
    if (name.isEmpty()) {
      throw Refusal.of(verb, Refusal.PARAMETER, "partition not specified");
    }
    Long id = target.partitions.get(name);
    if (id == null) {
      throw Refusal.of(
          verb, Refusal.PARTITION, "partition not found[partition=%s]".formatted(name));
    }
    return id;
  }

  /** The server's default of {@code rootCoord.importTaskExpiration}. */
  private void dropped(FakeCollection collection) {
    if (world.has(Behavior.WAITS_FOR_JOBS_OF_DROPPED_COLLECTIONS)) {
      jobs.values().stream()
          .filter(made -> made.target == collection && !made.hasEnded())
          .forEach(made -> times.blockUntil(made.startedMillis + EXPIRATION.toMillis()));
    }
  }

  private void end(FakeJob made) {
    if (!world.collections.contains(made.target)) {
      made.failed("collection %d dropped".formatted(made.target.id));
      return;
    }
    try {
      made.completed(
          made.job instanceof ImportJob.OfRows rows
              ? importRows(made, rows)
              : importDeletes(made, (ImportJob.OfDeletes) made.job));
    } catch (RuntimeException e) {
      made.failed(String.valueOf(e.getMessage()));
    }
  }

  private long importRows(FakeJob made, ImportJob.OfRows job) {
    FakeCollection target = made.target;
    List<StoredRow> read = new ImportReader(world, target).rows(job);
    if (read.isEmpty()) {
      return 0;
    }
    FakeSegment segment =
        new FakeSegment(world.newId(), partition("import", job, target), false, State.FLUSHED);
    boolean keeps = world.has(Behavior.IMPORT_KEEPS_TIMESTAMPS);
    boolean generated = target.schema().key().generated();
    for (StoredRow row : read) {
      long rowId = world.newId();
      if (generated) {
        row.values()[target.schema().keyIndex()] = FakeRows.generatedKey(target, rowId);
      }
      long timestamp = keeps ? row.timestamp() : world.clock.timestamp();
      segment.rows.add(new StoredRow(rowId, timestamp, row.values()));
    }
    if (target.load.isLoaded()) {
      segment.importedUnderLoad = target.load.number();
      if (world.has(Behavior.SHOWS_IMPORTED_ROWS_LATE)) {
        segment.shownFromMillis = world.clock.millis() + SHOWN_AFTER.toMillis();
      }
    }
    target.add(segment);
    world.binlogs.writeRows(target, segment);
    return read.size();
  }

  private long importDeletes(FakeJob made, ImportJob.OfDeletes job) {
    FakeCollection target = made.target;
    ImportReader reader = new ImportReader(world, target);
    List<Deletion> deletions =
        job.directories().stream().flatMap(d -> reader.deletions(d).stream()).toList();
    if (!deletions.isEmpty()) {
      FakeSegment segment =
          new FakeSegment(world.newId(), partition("import", job, target), true, State.FLUSHED);
      segment.deletions.addAll(deletions);
      target.add(segment);
      world.binlogs.writeDeletes(target, segment, deletions);
    }
    return deletions.size();
  }

  @Override
  public ImportProgress progress(CollectionName target, String jobId) {
    return world.calls.make(
        "imports.progress",
        () -> {
          FakeJob job = jobs.get(jobId);
          if (job == null) {
            throw Refusal.of(
                "ask for the state of import job " + jobId,
                ErrorTable.IMPORT_FAILED,
                "import job does not exist");
          }
          return job.progress();
        });
  }
}
