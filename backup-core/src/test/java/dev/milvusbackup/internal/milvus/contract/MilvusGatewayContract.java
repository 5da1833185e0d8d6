package dev.milvusbackup.internal.milvus.contract;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.error.MilvusException;
import dev.milvusbackup.error.MilvusStorageMismatchException;
import dev.milvusbackup.internal.milvus.fake.SampleValues;
import dev.milvusbackup.internal.milvus.imports.BinlogDirectory;
import dev.milvusbackup.internal.milvus.imports.BinlogDirectory.Deletes;
import dev.milvusbackup.internal.milvus.imports.ImportJob;
import dev.milvusbackup.internal.milvus.imports.ImportJob.SegmentFormat;
import dev.milvusbackup.internal.milvus.imports.ImportProgress;
import dev.milvusbackup.internal.milvus.imports.ImportProgress.State;
import dev.milvusbackup.internal.milvus.segments.FlushTicket;
import dev.milvusbackup.internal.milvus.segments.HybridTime;
import dev.milvusbackup.internal.milvus.segments.PersistentSegment;
import dev.milvusbackup.internal.milvusstorage.MilvusStorage;
import dev.milvusbackup.internal.rows.RowSchema;
import dev.milvusbackup.internal.rows.SampleRows;
import dev.milvusbackup.storage.ObjectBody;
import dev.milvusbackup.storage.ObjectInfo;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.PutMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What the pipelines count on from a gateway to Milvus: each clause is a test. It holds the one in
 * memory, on which nearly all else is tested, to the manner of a real server.
 */
public abstract class MilvusGatewayContract extends MilvusObjectsContract {

  @Test
  void timeGoesOn() {
    long first = gateway().segments().now();
    assertThat(gateway().segments().now()).isGreaterThan(first);
    awaitClock();
  }

  /** Ends can be told apart by the steps of the clock only. */
  private void awaitClock() {
    long now = gateway().segments().now();
    await(() -> HybridTime.floor(gateway().segments().now()) > now);
  }

  @Test
  void aFlushWritesRowsOut() {
    CollectionName name = create();
    insert(name, 0, 20);

    FlushTicket ticket = flush(name);

    assertThat(ticket.isAnySealed()).isTrue();
    assertThat(segments(name)).extracting(PersistentSegment::id).containsAll(ticket.segmentIds());
    assertThat(segments(name).stream().mapToLong(PersistentSegment::rows).sum()).isEqualTo(20);
    assertThat(gateway().segments().persistentRows(name)).isEqualTo(20);
  }

  @Test
  void aFlushIsDoneWhenItSaysSo() {
    CollectionName name = create();
    insert(name, 0, 20);

    FlushTicket ticket = gateway().segments().flush(name);

    assertThat(gateway().segments().isFlushed(name, ticket)).isFalse();
    await(() -> gateway().segments().isFlushed(name, ticket));
  }

  @Test
  void aFlushOfNothingSealsNothing() {
    CollectionName name = create();
    insert(name, 0, 20);
    FlushTicket first = flush(name);

    FlushTicket second = flush(name);

    assertThat(second.segmentIds()).isEmpty();
    assertThat(second.flushedBefore()).containsAll(first.segmentIds());
    assertThat(second.timestamp()).isGreaterThan(first.timestamp());
  }

  @Test
  void eachFieldHasItsBinlogs() {
    CollectionName name = create();
    insert(name, 0, 20);
    flush(name);

    Set<String> fields =
        keys("insert_log/%d/%d".formatted(gateway().collections().id(name), partition(name)))
            .map(path -> path.split("/", -1)[4])
            .collect(toSet());
    assertThat(fields).containsExactlyInAnyOrder("0", "1", "100", "101", "102");
  }

  @Test
  void aDeleteIsWrittenByTheFlush() {
    CollectionName name = filledAndDeletedFrom();

    List<String> logs = keys("delta_log/" + gateway().collections().id(name)).toList();
    assertThat(logs).isNotEmpty();
    boolean own = segments(name).stream().anyMatch(PersistentSegment::deletesOnly);
    assertThat(own).isEqualTo(server().hasDeleteSegments());
  }

  @Test
  void anImportBringsRows() {
    CollectionName from = create();
    insert(from, 0, 20);
    flush(from);
    CollectionName to = create();

    ImportProgress done = run(rowsOf(from, to, Deletes.ABSENT, Optional.empty()));

    assertThat(done.state()).isEqualTo(State.COMPLETED);
    assertThat(done.rows()).isEqualTo(20);
    await(() -> gateway().segments().persistentRows(to) == 20);
    load(to);
    SampleRows.assertSame(rows(to), expected(to, 0, 20));
  }

  @Test
  void anImportAppliesTheDeletesThatAreGivenWithTheRows() {
    assumeTrue(!server().hasDeleteSegments(), "deletes beside the rows");
    CollectionName from = filledAndDeletedFrom();
    CollectionName to = create();

    ImportProgress done = run(rowsOf(from, to, Deletes.PRESENT, Optional.empty()));

    assertThat(done.rows()).isEqualTo(17);
  }

  @Test
  void anImportWithoutDeletesBringsAllRows() {
    CollectionName from = filledAndDeletedFrom();
    CollectionName to = create();

    assertThat(run(rowsOf(from, to, Deletes.ABSENT, Optional.empty())).rows()).isEqualTo(20);
  }

  @Test
  void anImportLeavesOutWhatIsLaterThanItsEnd() {
    CollectionName from = create();
    insert(from, 0, 20);
    awaitClock();
    long end = flush(from).until();
    awaitClock();
    insert(from, 20, 20);
    flush(from);
    CollectionName to = create();

    assertThat(run(rowsOf(from, to, Deletes.ABSENT, Optional.of(end))).rows()).isEqualTo(20);
  }

  @Test
  void anImportOfNothingIsToldAsTheVersionTellsIt() {
    CollectionName to = create();
    ImportJob job = rows(to, "nowhere/1/2", Deletes.ABSENT, Optional.empty());

    if (server().version().isAtLeast(2, 4)) {
      assertThatThrownBy(() -> run(job))
          .isInstanceOf(MilvusStorageMismatchException.class)
          .hasMessageContaining("no binlog to import");
    } else {
      assertThat(run(job)).extracting(ImportProgress::rows).isEqualTo(0L);
    }
  }

  @Test
  void anImportOfWhatIsNoBinlogFailsWithAReason() {
    CollectionName to = create();
    String place = "contract-" + UUID.randomUUID();
    ObjectKey file = ObjectKey.of(place + "/insert_log/1/2/3/100/4");
    storage().put(file, ObjectBody.of(new byte[100]), PutMode.CREATE_NEW);
    try {
      ImportProgress done = run(rows(to, place, "1/2"));
      assertThat(done.state()).isEqualTo(State.FAILED);
      assertThat(done.reason()).isNotEmpty();
    } finally {
      storage().delete(List.of(file));
    }
  }

  @Test
  void anImportIntoAPartitionThatIsNotThereIsRefused() {
    CollectionName from = create();
    insert(from, 0, 20);
    flush(from);
    ImportJob.OfRows job = rowsOf(from, create(), Deletes.ABSENT, Optional.empty());

    assertThatThrownBy(
            () ->
                gateway()
                    .imports(server())
                    .start(
                        new ImportJob.OfRows(
                            job.target(), "absent", job.directories(), job.format())))
        .isInstanceOf(MilvusException.class);
  }

  @Test
  void whatIsImportedBeneathALoadIsShownByTheNextOne() {
    CollectionName from = create();
    insert(from, 0, 20);
    flush(from);
    CollectionName to = create();
    load(to);

    run(rowsOf(from, to, Deletes.ABSENT, Optional.empty()));
    gateway().loading().release(to);
    gateway().loading().load(to, 1);
    await(() -> gateway().loading().isLoaded(to));

    assertThat(gateway().rows().count(to)).isEqualTo(20);
  }

  @Test
  void rowsComeInTheOrderOfTheirKeys() {
    CollectionName name = create();
    insert(name, 10, 10);
    insert(name, 0, 10);
    load(name);
    RowSchema schema = schema(name);

    List<Object[]> first = gateway().rows().page(name, DEFAULT, schema, null, 8).rows();
    List<Object[]> rest = new ArrayList<>(first);
    while (true) {
      Object last = rest.get(rest.size() - 1)[schema.keyIndex()];
      List<Object[]> page = gateway().rows().page(name, DEFAULT, schema, last, 8).rows();
      if (page.isEmpty()) {
        break;
      }
      rest.addAll(page);
    }
    SampleRows.assertSame(rest, expected(name, 0, 20));
    assertThat(gateway().rows().count(name)).isEqualTo(20);
    assertThat(gateway().rows().read(name, 7)).isEqualTo(7);
  }

  @Test
  void aDeletedRowIsNotCounted() {
    CollectionName name = create();
    insert(name, 0, 20);
    load(name);
    assertThat(gateway().rows().count(name)).isEqualTo(20);

    delete(name, numbers(3, 4, 5));

    assertThat(gateway().rows().count(name)).isEqualTo(17);
    assertThat(keys(name)).doesNotContain(numbers(3, 4, 5));
  }

  @Test
  void aDeletedKeyMayBeInsertedAgain() {
    CollectionName name = create();
    insert(name, 0, 5);
    load(name);

    delete(name, numbers(3));
    insert(name, 3, 1);

    assertThat(gateway().rows().count(name)).isEqualTo(5);
  }

  @Test
  void rowsOfAPartitionThatIsNotThereAreRefused() {
    CollectionName name = create();
    RowSchema schema = schema(name);
    List<Object[]> rows = List.<Object[]>of(SampleValues.row(schema, 1));

    assertThatThrownBy(() -> gateway().rows().insert(name, "absent", schema, rows))
        .isInstanceOf(MilvusException.class)
        .hasMessageContaining("insert rows into " + name);
  }

  @Test
  void aCollectionThatIsNotLoadedIsNotQueried() {
    CollectionName name = create();

    assertThatThrownBy(() -> gateway().rows().count(name))
        .isInstanceOf(MilvusException.class)
        .hasMessageContaining("count the rows of " + name);
  }

  private CollectionName filledAndDeletedFrom() {
    CollectionName name = create();
    insert(name, 0, 20);
    flush(name);
    delete(name, numbers(3, 4, 5));
    flush(name);
    return name;
  }

  private ImportJob.OfRows rowsOf(
      CollectionName from, CollectionName to, Deletes deletes, Optional<Long> until) {
    String path = "%d/%d".formatted(gateway().collections().id(from), partition(from));
    return rows(to, path, deletes, until);
  }

  private ImportJob.OfRows rows(
      CollectionName to, String path, Deletes deletes, Optional<Long> until) {
    String root = new MilvusStorage(storage(), Optional.empty()).pathOf(ObjectKey.ROOT);
    return new ImportJob.OfRows(
        to,
        DEFAULT,
        List.of(new BinlogDirectory(root.equals("/") ? "" : root, path, deletes)),
        new SegmentFormat(0, until));
  }

  private ImportJob.OfRows rows(CollectionName to, String below, String path) {
    String root = new MilvusStorage(storage(), Optional.empty()).pathOf(ObjectKey.of(below));
    return new ImportJob.OfRows(
        to, DEFAULT, List.of(new BinlogDirectory(root, path, Deletes.ABSENT)), SegmentFormat.PLAIN);
  }

  private List<PersistentSegment> segments(CollectionName name) {
    List<PersistentSegment> segments = new ArrayList<>();
    await(
        () -> {
          Optional<List<PersistentSegment>> listed = gateway().segments().of(name);
          listed.ifPresent(segments::addAll);
          return listed.isPresent();
        });
    return segments;
  }

  private Stream<String> keys(String directory) {
    try (Stream<ObjectInfo> objects = storage().list(ObjectKey.of(directory))) {
      return objects.map(o -> o.key().path()).toList().stream();
    }
  }

  private static List<Object[]> expected(RowSchema schema, long first, int count) {
    List<Object[]> rows = new ArrayList<>();
    for (long key = first; key < first + count; key++) {
      rows.add(SampleValues.row(schema, key));
    }
    return rows;
  }

  private List<Object[]> expected(CollectionName name, long first, int count) {
    return expected(schema(name), first, count);
  }
}
