package dev.milvusbackup.internal;

import static dev.milvusbackup.internal.milvus.Milvus25.BOOKS;
import static dev.milvusbackup.internal.milvus.Milvus25.CHANNEL;
import static dev.milvusbackup.internal.milvus.Milvus25.COLLECTION;
import static dev.milvusbackup.internal.milvus.Milvus25.DELETES;
import static dev.milvusbackup.internal.milvus.Milvus25.FIRST;
import static dev.milvusbackup.internal.milvus.Milvus25.FLUSHED_AT;
import static dev.milvusbackup.internal.milvus.Milvus25.PARTITION;
import static dev.milvusbackup.internal.milvus.Milvus25.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.milvusbackup.BackupRequest;
import dev.milvusbackup.CollectionName;
import dev.milvusbackup.Job;
import dev.milvusbackup.Limits;
import dev.milvusbackup.RestoreReport;
import dev.milvusbackup.RestoreRequest;
import dev.milvusbackup.error.BackupException;
import dev.milvusbackup.error.MilvusStorageMismatchException;
import dev.milvusbackup.error.UnsupportedVersionException;
import dev.milvusbackup.internal.create.CreatePipeline;
import dev.milvusbackup.internal.data.DataPaths;
import dev.milvusbackup.internal.data.Environment;
import dev.milvusbackup.internal.format.metadata.DatabaseBackupInfo;
import dev.milvusbackup.internal.job.JobContext;
import dev.milvusbackup.internal.job.Parallel;
import dev.milvusbackup.internal.job.RunningJob;
import dev.milvusbackup.internal.job.Workers;
import dev.milvusbackup.internal.lock.JobLocks;
import dev.milvusbackup.internal.milvus.ChannelPosition;
import dev.milvusbackup.internal.milvus.Milvus25;
import dev.milvusbackup.internal.milvusstorage.MilvusStorage;
import dev.milvusbackup.internal.restore.RestorePipeline;
import dev.milvusbackup.storage.InMemoryObjectStore;
import dev.milvusbackup.storage.ObjectBody;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.PutMode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Create and restore with the HTTP answers of a real Milvus 2.5.27. */
class Milvus25RoundTripTest {

  private static final CollectionName RESTORED = new CollectionName("default", "books_back");
  private static final Map<Long, Map<Integer, Long>> LOGS =
      Map.of(
          FIRST,
          Map.of(
              102,
              470675840416149536L,
              0,
              470675840416149537L,
              1,
              470675840416149538L,
              100,
              470675840416149539L,
              101,
              470675840416149535L),
          SECOND,
          Map.of(
              101,
              470675840416148987L,
              102,
              470675840416148988L,
              0,
              470675840416148989L,
              1,
              470675840416148990L,
              100,
              470675840416148986L));
  private static final long DELETE_LOG = 470675840403967564L;

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final ObjectStore bucket = InMemoryObjectStore.create();
  private final ObjectStore storage = bucket.withRoot("files");
  private final ObjectStore backups = bucket.withRoot("backup");
  private Milvus25 milvus;

  @BeforeEach
  void start() {
    milvus = new Milvus25();
    LOGS.forEach(
        (segment, fields) ->
            fields.forEach(
                (field, log) ->
                    put(
                        "insert_log/%d/%d/%d/%d/%d"
                            .formatted(COLLECTION, PARTITION, segment, field, log))));
    put("delta_log/%d/-1/%d/%d".formatted(COLLECTION, DELETES, DELETE_LOG));
  }

  @AfterEach
  void stop() {
    milvus.close();
    threads.shutdown();
  }

  @Test
  void deletesGoAfterTheRowsInAJobOfTheirOwn() {
    create();
    RestoreReport report = restore();

    List<JsonNode> jobs = milvus.bodies("import/create");
    String binlogs = "backup/b/binlogs/";
    assertThat(jobs).hasSize(2);
    assertThat(jobs.get(0).path("files"))
        .isEqualTo(json("[[\"%sinsert_log/%d/%d/\"]]".formatted(binlogs, COLLECTION, PARTITION)));
    assertThat(jobs.get(0).path("options"))
        .isEqualTo(json("{\"backup\":\"true\",\"skip_disk_quota_check\":\"true\"}"));
    assertThat(jobs.get(0).path("partitionName").asText()).isEqualTo("_default");
    assertThat(jobs.get(1).path("files"))
        .isEqualTo(json("[[\"%sdelta_log/%d/-1/\"]]".formatted(binlogs, COLLECTION)));
    assertThat(jobs.get(1).path("options"))
        .isEqualTo(json("{\"l0_import\":\"true\",\"skip_disk_quota_check\":\"true\"}"));
    assertThat(jobs.get(1).has("partitionName")).isFalse();
    assertThat(report.restored())
        .singleElement()
        .satisfies(r -> assertThat(r.rows()).isEqualTo(3000));
    assertThat(milvus.collections()).containsExactlyInAnyOrder(BOOKS, RESTORED);
  }

  @Test
  void theBackupHoldsDeletesChannelsAndCheckpoints() {
    create();

    JsonNode collection = full().path("collection_backups").get(0);
    assertThat(collection.path("backup_timestamp").longValue()).isEqualTo(FLUSHED_AT);
    assertThat(collection.path("backup_physical_timestamp").longValue()).isEqualTo(17);
    assertThat(
            ChannelPosition.timestamp(
                collection.path("channel_checkpoints").path(CHANNEL).textValue()))
        .isEqualTo(FLUSHED_AT);
    JsonNode deletes = collection.path("l0_segments").get(0);
    assertThat(deletes.path("segment_id").longValue()).isEqualTo(DELETES);
    assertThat(deletes.path("partition_id").longValue()).isEqualTo(-1);
    assertThat(deletes.path("is_l0").booleanValue()).isTrue();
    assertThat(deletes.has("group_id")).isFalse();
    assertThat(deletes.path("v_channel").textValue()).isEqualTo(CHANNEL);
    JsonNode first = collection.at("/partition_backups/0/segment_backups/0");
    assertThat(first.path("v_channel").textValue()).isEqualTo(CHANNEL);
    assertThat(first.path("group_id")).isEqualTo(first.path("segment_id"));
    assertThat(keys("b/binlogs/"))
        .hasSize(11)
        .contains("b/binlogs/delta_log/%d/-1/%d/%d".formatted(COLLECTION, DELETES, DELETE_LOG));
  }

  @Test
  void aNewDatabaseGetsThePropertiesOfTheOneThatTheCollectionComesFrom() {
    create();

    restore(RestoreRequest.builder().backup("b").rename("default.books", "other.books").build());

    assertThat(milvus.createdDatabases())
        .containsExactly(new DatabaseBackupInfo("other", 0, Milvus25.DATABASE_PROPERTIES, ""));
  }

  @Test
  void filesThatNoSegmentCountsOnAreLeftOut() {
    put("insert_log/%d/%d/%d/100/%d".formatted(COLLECTION, PARTITION, FIRST, 5));
    put("delta_log/%d/%d/%d/%d".formatted(COLLECTION, PARTITION, FIRST, 6));

    create();

    assertThat(keys("b/binlogs/")).hasSize(11);
  }

  @Test
  void aFileThatASegmentCountsOnMustBeThere() {
    ObjectKey lost =
        ObjectKey.of(
            "insert_log/%d/%d/%d/100/470675840416149539".formatted(COLLECTION, PARTITION, FIRST));
    put("insert_log/%d/%d/%d/100/%d".formatted(COLLECTION, PARTITION, FIRST, 5));
    storage.delete(List.of(lost));

    assertThatThrownBy(this::create)
        .isInstanceOf(MilvusStorageMismatchException.class)
        .hasMessageContaining("binlog 470675840416149539 of segment " + FIRST);
    assertThat(keys("b/")).isEmpty();
  }

  @Test
  void aSegmentThatIsReplacedMeanwhileIsLookedForAgain() {
    milvus.describes(
        "segments_describe.txt", "unknown segment", "fresh: two data segments and one L0 segment");

    create();

    assertThat(milvus.bodies("segments/describe")).hasSize(2);
    assertThat(keys("b/binlogs/")).hasSize(11);
  }

  @Test
  void aListInWhichASegmentIsStillFlushingIsTakenAgain() {
    milvus.flushes(3);

    create();

    assertThat(milvus.bodies("segments/describe")).hasSize(1);
    assertThat(keys("b/binlogs/")).hasSize(11);
  }

  @Test
  void deletesOfASegmentGoBesideItsRows() {
    milvus
        .lists(FIRST, SECOND)
        .describes("segments_describe_after_L0_compaction.txt", "its two data segments")
        .importsRows("gotool_create_and_restore_b25d_segment_deltas.txt", "470675716800099345")
        .counts(2700);
    put("delta_log/%d/%d/%d/%d".formatted(COLLECTION, PARTITION, FIRST, 470675840416150393L));
    put("delta_log/%d/%d/%d/%d".formatted(COLLECTION, PARTITION, SECOND, secondDelta()));

    create();
    RestoreReport report = restore();

    String below = "_log/%d/%d/".formatted(COLLECTION, PARTITION);
    assertThat(milvus.bodies("import/create"))
        .singleElement()
        .satisfies(
            job ->
                assertThat(job.path("files"))
                    .isEqualTo(
                        json(
                            "[[\"backup/b/binlogs/insert%s\",\"backup/b/binlogs/delta%s\"]]"
                                .formatted(below, below))));
    assertThat(report.restored())
        .singleElement()
        .satisfies(r -> assertThat(r.rows()).isEqualTo(2700));
  }

  @Test
  void aFailedJobIsAFailedCollectionWithItsReasonCut() {
    milvus.importsRows("import_type_mismatch_states.txt", "470675951724194153");
    create();

    assertThatThrownBy(this::restore)
        .isInstanceOf(BackupException.class)
        .hasMessageContaining("import job 470675951724194153 of backup/b/binlogs/insert_log/")
        .hasMessageContaining("Wrong rows type")
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(900));
    assertThat(milvus.bodies("import/create")).hasSize(1); // no deletes where there are no rows
    assertThat(milvus.collections()).containsExactly(BOOKS);
  }

  @Test
  void deletesThatMilvusDidNotSeeAreAFailure() {
    milvus.importsDeletes("import_describe_states.txt", "470675840403767432"); // missing directory
    create();

    assertThatThrownBy(this::restore)
        .isInstanceOf(BackupException.class)
        .hasMessageContaining("read 0 rows from backup/b/binlogs/delta_log/%d/-1/", COLLECTION)
        .hasMessageContaining("but there are deletes in the backup");
    assertThat(milvus.collections()).containsExactly(BOOKS);
  }

  @Test
  void anOlderServerDoesNotGetTheBackup() {
    create();

    milvus.version("v2.4.23");
    assertThatThrownBy(this::restore)
        .isInstanceOf(UnsupportedVersionException.class)
        .hasMessageContaining("it comes from Milvus v2.5.27, and this server (v2.4.23)");
    milvus.version("v2.3.5");
    assertThatThrownBy(this::restore)
        .isInstanceOf(UnsupportedVersionException.class)
        .hasMessageContaining("it comes from Milvus v2.5.27, and this server (v2.3.5)");
    assertThat(milvus.bodies("import/create")).isEmpty();
  }

  @Test
  void aServerOfTheNextWorldIsRefusedBeforeAnythingMoves() {
    milvus.version("v3.0.0");

    assertThatThrownBy(this::create)
        .isInstanceOf(UnsupportedVersionException.class)
        .hasMessageContaining("Milvus v3.0.0 is not supported");
    assertThat(keys("b/")).isEmpty();
  }

  @Test
  void before258ThereAreOnlyTheFilesToGoBy() {
    milvus.version("v2.5.7");

    create();

    assertThat(milvus.bodies("segments/describe")).isEmpty();
    assertThat(keys("b/binlogs/")).hasSize(11);
    JsonNode collection = full().path("collection_backups").get(0);
    assertThat(collection.path("l0_segments")).hasSize(1);
    assertThat(collection.at("/l0_segments/0").has("v_channel")).isFalse();
  }

  @Test
  void from265OnEachSegmentOfDeletesIsNamed() {
    milvus.version("v2.6.5");
    create();

    restore();

    assertThat(milvus.bodies("import/create").get(1).path("files"))
        .isEqualTo(
            json("[[\"backup/b/binlogs/delta_log/%d/-1/%d/\"]]".formatted(COLLECTION, DELETES)));
  }

  private static long secondDelta() {
    return 470675840416150394L;
  }

  private void create() {
    BackupRequest request = BackupRequest.builder().name("b").build();
    run(job -> new CreatePipeline(environment(), paths()).run(request, job));
  }

  private RestoreReport restore() {
    return restore(RestoreRequest.builder().backup("b").suffix("_back").build());
  }

  private RestoreReport restore(RestoreRequest request) {
    return run(job -> new RestorePipeline(environment(), paths()).run(request, job));
  }

  private Environment environment() {
    return new Environment(
        milvus.gateway(),
        new MilvusStorage(storage, Optional.empty()),
        backups,
        new JobLocks(backups, Duration.ofSeconds(30), threads),
        Limits.defaults(),
        new Workers(new Parallel(threads, 1), new Parallel(threads, 4)));
  }

  private DataPaths paths() {
    return new DefaultDataPaths(environment(), "http://localhost:19530");
  }

  private <R> R run(Function<JobContext, R> work) {
    Job<R> job = RunningJob.start(threads, UUID.randomUUID().toString(), Optional.empty(), work);
    try {
      return job.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private void put(String key) {
    storage.put(
        ObjectKey.of(key), ObjectBody.of(key.getBytes(StandardCharsets.UTF_8)), PutMode.CREATE_NEW);
  }

  private List<String> keys(String prefix) {
    try (var objects = backups.list(ObjectKey.ROOT)) {
      return objects.map(o -> o.key().path()).filter(key -> key.startsWith(prefix)).toList();
    }
  }

  private JsonNode full() {
    try (InputStream in = backups.open(ObjectKey.of("b/meta/full_meta.json"), 0, Long.MAX_VALUE)) {
      return new JsonMapper().readTree(in);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static JsonNode json(String text) {
    try {
      return new JsonMapper().readTree(text);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
