package dev.milvusbackup.internal.milvus.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.error.MilvusStorageMismatchException;
import dev.milvusbackup.internal.job.CancelToken;
import dev.milvusbackup.internal.milvus.RecordedExchange;
import dev.milvusbackup.internal.milvus.ReplayedMilvus;
import dev.milvusbackup.internal.milvus.gc.GcLease;
import dev.milvusbackup.internal.milvus.gc.MilvusGarbageCollection;
import dev.milvusbackup.internal.milvus.http.HttpTransport;
import dev.milvusbackup.internal.milvus.http.RestGarbageCollection;
import dev.milvusbackup.internal.milvus.http.RestSegments;
import dev.milvusbackup.internal.milvus.imports.BinlogDirectory;
import dev.milvusbackup.internal.milvus.imports.BinlogDirectory.Deletes;
import dev.milvusbackup.internal.milvus.imports.ImportJob;
import dev.milvusbackup.internal.milvus.imports.ImportJob.DeleteDirectory;
import dev.milvusbackup.internal.milvus.imports.ImportJob.SegmentFormat;
import dev.milvusbackup.internal.milvus.imports.ImportProgress;
import dev.milvusbackup.internal.milvus.imports.MilvusImports;
import dev.milvusbackup.internal.milvus.segments.FlushTicket;
import dev.milvusbackup.internal.milvus.segments.PersistentSegment;
import dev.milvusbackup.internal.milvus.segments.SegmentLogs;
import dev.milvusbackup.internal.milvus.server.ServerFeatures;
import dev.milvusbackup.storage.memory.InMemoryObjectStore;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the Milvus in memory answers is what a real server of the version answered. */
class BehaviorTest {

  private static final CollectionName BOOKS = new CollectionName("default", "books");

  private final ReplayedMilvus real = new ReplayedMilvus();
  private final InMemoryMilvus milvus =
      new InMemoryMilvus(InMemoryMilvus.V2_5_27, InMemoryObjectStore.create().withRoot("files"));

  @AfterEach
  void stop() {
    real.close();
  }

  @ParameterizedTest
  @EnumSource(Behavior.class)
  void eachRowRestsOnARecordingThatThereIsOrOnProse(Behavior behavior) {
    assertThat(behavior.evidence()).isNotBlank();
    behavior.recording().ifPresent(file -> assertThat(recorded(behavior)).isNotEmpty());
  }

  @Test
  void eachRecordedRowIsReplayedHere() {
    Set<Behavior> recorded =
        Arrays.stream(Behavior.values())
            .filter(behavior -> behavior.recording().isPresent())
            .collect(Collectors.toSet());

    assertThat(recorded)
        .containsExactlyInAnyOrder(
            Behavior.REFUSES_IMPORT_OF_NOTHING,
            Behavior.IMPORTS_MISSING_DELETES_AS_NOTHING,
            Behavior.HAS_DELETE_SEGMENTS,
            Behavior.PAUSES_GC);
  }

  @Test
  void anImportOfNothingIsRefused() {
    milvus.collections().create(BOOKS, SampleSchema.numbered().build());
    ImportJob job =
        new ImportJob.OfRows(
            BOOKS,
            "_default",
            List.of(new BinlogDirectory("absent/", "1/2", Deletes.ABSENT)),
            SegmentFormat.PLAIN);

    MilvusStorageMismatchException there =
        refusal(real(Behavior.REFUSES_IMPORT_OF_NOTHING).imports(), job);
    MilvusStorageMismatchException here = refusal(milvus.imports(features()), job);

    assertThat(there).hasMessageContaining("code 2100: no binlog to import");
    assertThat(here).hasMessageContaining("code 2100: no binlog to import");
    assertThat(here.retryable()).isEqualTo(there.retryable());
  }

  private static MilvusStorageMismatchException refusal(MilvusImports imports, ImportJob job) {
    return catchThrowableOfType(MilvusStorageMismatchException.class, () -> imports.start(job));
  }

  @Test
  void anImportOfMissingDeletesCompletesWithNothing() {
    milvus.collections().create(BOOKS, SampleSchema.numbered().build());
    List<RecordedExchange> states = recorded(Behavior.IMPORTS_MISSING_DELETES_AS_NOTHING);
    real.answering(states.get(states.size() - 1));
    ImportProgress there = real.imports().progress(BOOKS, "470675840403767432");

    MilvusImports imports = milvus.imports(features());
    String id =
        imports.start(
            new ImportJob.OfDeletes(
                BOOKS, Optional.empty(), List.of(new DeleteDirectory("absent/", "1/-1"))));
    milvus.clock().advance(Duration.ofMinutes(1));

    assertThat(imports.progress(BOOKS, id)).isEqualTo(there);
  }

  @Test
  void deletesLieInASegmentOfTheirOwn() {
    real.answering(recorded(Behavior.HAS_DELETE_SEGMENTS).get(0));
    List<Long> ids = List.of(470675840416149533L, 470675840416148984L, 470675840403967563L);
    List<SegmentLogs> there =
        new RestSegments(ReplayedMilvus.http(real.connection())).logs(BOOKS, 1, ids).orElseThrow();

    milvus.collections().create(BOOKS, SampleSchema.numbered().build());
    milvus.insert(BOOKS, SampleValues.rows(milvus.schema(BOOKS), 10));
    milvus.delete(BOOKS, 1L);
    FlushTicket ticket = milvus.segments().flush(BOOKS);
    milvus.clock().advance(Duration.ofSeconds(5));
    List<Long> own =
        milvus.segments().of(BOOKS).orElseThrow().stream().map(PersistentSegment::id).toList();
    List<SegmentLogs> here = milvus.segments().logs(BOOKS, 1, own).orElseThrow();

    assertThat(milvus.segments().isFlushed(BOOKS, ticket)).isTrue();
    assertThat(shapes(there)).isEqualTo(Set.of("rows only", "deletes only"));
    assertThat(shapes(here)).isEqualTo(shapes(there));
  }

  private static Set<String> shapes(List<SegmentLogs> segments) {
    return segments.stream()
        .map(
            logs ->
                logs.inserts().isEmpty()
                    ? "deletes only"
                    : logs.deltas().isEmpty() ? "rows only" : "both")
        .collect(Collectors.toSet());
  }

  @Test
  void garbageCollectionIsPausedWithoutATicket() {
    real.answering(recorded(Behavior.PAUSES_GC).get(0));
    MilvusGarbageCollection management =
        RestGarbageCollection.of(real.connection(), new HttpTransport(real.connection()));

    Optional<GcLease> there = management.pause(OptionalLong.empty(), Duration.ofMinutes(1));
    Optional<GcLease> here =
        milvus.garbageCollection().pause(OptionalLong.empty(), Duration.ofMinutes(1));

    assertThat(there).map(GcLease::ticket).contains("");
    assertThat(here).map(GcLease::ticket).isEqualTo(there.map(GcLease::ticket));
  }

  @Test
  void pausedGarbageCollectionLeavesTheFilesOfWhatWasCompacted() {
    milvus.collections().create(BOOKS, SampleSchema.numbered().build());
    milvus.insert(BOOKS, SampleValues.rows(milvus.schema(BOOKS), 10));
    milvus.segments().flush(BOOKS);
    milvus.clock().pass(new CancelToken(), Duration.ofSeconds(5));
    GcLease lease =
        milvus.garbageCollection().pause(OptionalLong.empty(), Duration.ofMinutes(1)).orElseThrow();
    milvus.compact(BOOKS);

    milvus.collectGarbage();
    long paused = milvus.files();
    milvus.garbageCollection().resume(lease);
    milvus.collectGarbage();

    assertThat(milvus.files()).isEqualTo(paused / 2);
  }

  private ReplayedMilvus real(Behavior behavior) {
    return real.answering(recorded(behavior).get(0));
  }

  private static List<RecordedExchange> recorded(Behavior behavior) {
    return RecordedExchange.of(behavior.recording().orElseThrow()).stream()
        .filter(exchange -> exchange.toString().contains(behavior.evidence()))
        .toList();
  }

  private ServerFeatures features() {
    return ServerFeatures.of(milvus.version());
  }
}
