package dev.milvusbackup.internal.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.milvusbackup.Limits;
import dev.milvusbackup.MilvusConnection;
import dev.milvusbackup.VerifyDepth;
import dev.milvusbackup.VerifyReport;
import dev.milvusbackup.VerifyReport.Finding;
import dev.milvusbackup.VerifyReport.FindingKind;
import dev.milvusbackup.VerifyRequest;
import dev.milvusbackup.error.BackupNotFoundException;
import dev.milvusbackup.internal.DefaultDataPaths;
import dev.milvusbackup.internal.catalog.BackupCatalog;
import dev.milvusbackup.internal.catalog.DamageMarks;
import dev.milvusbackup.internal.data.Environment;
import dev.milvusbackup.internal.data.Guards;
import dev.milvusbackup.internal.format.BackupLayout;
import dev.milvusbackup.internal.format.metadata.MetadataFiles;
import dev.milvusbackup.internal.job.Parallel;
import dev.milvusbackup.internal.job.RunningJob;
import dev.milvusbackup.internal.job.Workers;
import dev.milvusbackup.internal.lock.JobLocks;
import dev.milvusbackup.internal.milvus.MilvusGateway;
import dev.milvusbackup.internal.milvus.grpc.GrpcMilvusGateway;
import dev.milvusbackup.internal.milvusstorage.MilvusStorage;
import dev.milvusbackup.internal.restore.RestorePipeline;
import dev.milvusbackup.internal.sharing.Pins;
import dev.milvusbackup.internal.sharing.RandomName;
import dev.milvusbackup.storage.ObjectBody;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.PutMode;
import dev.milvusbackup.storage.StoreAccessDeniedException;
import dev.milvusbackup.storage.memory.InMemoryObjectStore;
import dev.milvusbackup.testkit.FaultyObjectStore;
import dev.milvusbackup.testkit.StoreCall.Operation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerifyPipelineTest {

  private final ObjectStore store = InMemoryObjectStore.create();
  private final NativeBackup backup = NativeBackup.write(store, "nightly");
  private final BackupLayout layout = backup.layout();

  @Test
  void findsNothingInASoundBackup() {
    VerifyReport report = verify(v -> {});

    assertThat(report.findings()).isEmpty();
    assertThat(report.isSound()).isTrue();
    assertThat(report.depth()).isEqualTo(VerifyDepth.CONTENT);
    assertThat(report.objects()).isEqualTo(6 + backup.objects().size());
    assertThat(report.bytes()).isEqualTo(size("nightly"));
  }

  @Test
  void remembersDamageUntilAVerificationThatIsAsThoroughFindsNone() throws IOException {
    ObjectKey log = data(backup);
    byte[] content = read(log);
    byte[] flipped = content.clone();
    flipped[0] ^= 1;
    put(log, flipped);
    assertThat(verify(VerifyDepth.CONTENT).findings()).hasSize(1);

    assertThat(new String(read(layout.damaged()), StandardCharsets.UTF_8))
        .contains("\"depth\":\"CONTENT\"", "\"findings\":1,");
    assertThat(isMarked()).isTrue();
    assertThat(verify(VerifyDepth.PRESENCE).findings())
        .as("neither strays nor what others see")
        .isEmpty();
    put(log, content);
    assertThat(verify(VerifyDepth.PRESENCE).findings()).isEmpty();
    assertThat(verify(v -> v.samplePercent(50)).isSound()).isTrue();
    assertThat(isMarked()).isTrue();

    assertThat(verify(VerifyDepth.CONTENT).findings()).isEmpty();

    assertThat(isMarked()).isFalse();
    assertThat(store.stat(layout.damaged())).isEmpty();
  }

  @Test
  void whatAShallowVerificationFindsDoesNotMakeTheMarkShallow() throws IOException {
    ObjectKey log = data(backup);
    byte[] content = read(log);
    put(log, new byte[content.length]);
    assertThat(verify(VerifyDepth.CONTENT).findings()).hasSize(1);
    store.delete(List.of(log));
    assertThat(verify(VerifyDepth.PRESENCE).findings()).hasSize(1);
    put(log, content);

    assertThat(verify(VerifyDepth.PRESENCE).findings()).isEmpty();

    assertThat(isMarked()).isTrue();
  }

  /** Between the reads of the verification and its mark. */
  @Test
  void leavesNoMarkForABackupThatWasDeletedMeanwhile() {
    store.delete(List.of(data(backup)));
    FaultyObjectStore watched = FaultyObjectStore.over(store);
    watched.failAfter(
        call -> {
          if (call.is(Operation.PUT) && call.toString().contains("damaged.json")) {
            store.delete(List.of(layout.commit(), layout.meta(MetadataFiles.BACKUP)));
          }
          return false;
        },
        FaultyObjectStore.outage());

    VerifyReport report = verify(watched, v -> v.depth(VerifyDepth.PRESENCE));

    assertThat(report.isSound()).isFalse();
    assertThat(store.stat(layout.damaged())).isEmpty();
  }

  @Test
  void worksWithoutTheRightToWrite() {
    store.delete(List.of(data(backup)));
    FaultyObjectStore readOnly = FaultyObjectStore.over(store);
    readOnly.failWhen(
        call -> call.is(Operation.PUT),
        () -> new StoreAccessDeniedException("Cannot write: a test says so."));

    assertThat(verify(readOnly, v -> {}).findings()).hasSize(1);
    assertThat(isMarked()).isFalse();
  }

  private static ObjectKey data(NativeBackup backup) {
    return backup.objects().get(0);
  }

  private boolean isMarked() {
    return new DamageMarks(store)
        .contain(new BackupCatalog(store).summary(layout.name()).orElseThrow());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "backup_meta.json",
        "collection_meta.json",
        "partition_meta.json",
        "segment_meta.json",
        "full_meta.json"
      })
  void findsDamageOfEachMeta(String file) throws IOException {
    ObjectKey key = layout.meta(file);
    byte[] content = read(key);

    store.delete(List.of(key));
    assertThat(verify(VerifyDepth.METADATA)).satisfies(names(FindingKind.MISSING, key));
    put(key, new byte[0]);
    assertThat(verify(VerifyDepth.METADATA)).satisfies(names(FindingKind.SIZE, key));
    byte[] flipped = content.clone();
    flipped[flipped.length / 2] ^= 4;
    put(key, flipped);
    assertThat(verify(VerifyDepth.METADATA)).satisfies(names(FindingKind.DIGEST, key));
    assertThat(verify(VerifyDepth.METADATA).findings()).extracting(Finding::key).containsOnly(key);
  }

  @Test
  void seesThatItHasLostItsCommitObject() {
    store.delete(List.of(layout.commit()));

    VerifyReport report = verify(VerifyDepth.METADATA);

    assertThat(report).satisfies(names(FindingKind.INCOMPLETE, layout.commit()));
    assertThat(report.findings().get(0).message())
        .isEqualTo("it has no meta/manifest.json: a create or delete did not finish");
  }

  @Test
  void checksTheDataByTheTreeWhereTheCommitObjectIsDamaged() {
    put(layout.commit(), "{".getBytes(StandardCharsets.UTF_8));
    store.delete(List.of(backup.objects().get(3)));

    VerifyReport report = verify(VerifyDepth.PRESENCE);

    assertThat(report)
        .satisfies(names(FindingKind.METADATA, layout.commit()))
        .satisfies(names(FindingKind.MISSING, backup.objects().get(3)));
    assertThat(report.findingCount()).isEqualTo(2);
  }

  @Test
  void checksTheDataByTheCommitObjectWhereTheMetasAreGone() {
    store.delete(MetadataFiles.GO_TOOL.stream().map(layout::meta).toList());
    put(backup.objects().get(3), new byte[0]);

    VerifyReport report = verify(VerifyDepth.PRESENCE);

    assertThat(report.findings().stream().filter(f -> f.kind() == FindingKind.MISSING)).hasSize(5);
    assertThat(report).satisfies(names(FindingKind.SIZE, backup.objects().get(3)));
    assertThat(report.findingCount()).isEqualTo(6);
  }

  @Test
  void findsWhatDoesNotBelongThere() {
    ObjectKey besideData = backup.objects().get(0).resolve("stray");
    ObjectKey besideMetas = layout.metaDirectory().resolve("notes.txt");
    put(besideData, new byte[1]);
    put(besideMetas, new byte[1]);
    put(layout.locks().lock(1), new byte[1]);

    VerifyReport report = verify(VerifyDepth.PRESENCE);

    assertThat(report)
        .satisfies(names(FindingKind.STRAY, besideData))
        .satisfies(names(FindingKind.STRAY, besideMetas));
    assertThat(report.findingCount()).isEqualTo(2);
    assertThat(verify(VerifyDepth.METADATA).isSound()).isTrue();
  }

  @Test
  void findsEveryFlippedBitInTheData() throws IOException {
    for (ObjectKey key : backup.objects()) {
      byte[] content = read(key);
      content[content.length - 1] ^= 1;
      put(key, content);
    }

    VerifyReport report = verify(v -> {});

    assertThat(report.findings()).allMatch(f -> f.kind() == FindingKind.DIGEST);
    assertThat(report.findings())
        .extracting(Finding::key)
        .containsExactlyInAnyOrderElementsOf(backup.objects());
    assertThat(verify(VerifyDepth.PRESENCE).isSound()).isTrue();
  }

  @Test
  void readsASampleThatTheSeedDecides() throws IOException {
    for (ObjectKey key : backup.objects()) {
      byte[] content = read(key);
      content[0] ^= 1;
      put(key, content);
    }
    int half = (backup.objects().size() + 1) / 2;

    VerifyReport report = verify(v -> v.samplePercent(50).seed(1));

    assertThat(report.findingCount()).isEqualTo(half);
    assertThat(report.objects()).isEqualTo(6 + half);
    assertThat(verify(v -> v.samplePercent(50).seed(1)).findings()).isEqualTo(report.findings());
    assertThat(verify(v -> v.samplePercent(50).seed(2)).findings()).isNotEqualTo(report.findings());
    assertThat(verify(v -> v.samplePercent(1)).findingCount()).isEqualTo(1);
  }

  @Test
  void countsMoreFindingsThanItLists() {
    for (int i = 0; i < VerifyReport.MAX_FINDINGS + 5; i++) {
      put(layout.binlogs().resolve("stray/" + i), new byte[1]);
    }

    VerifyReport report = verify(VerifyDepth.PRESENCE);

    assertThat(report.findings()).hasSize(VerifyReport.MAX_FINDINGS);
    assertThat(report.findingCount()).isEqualTo(VerifyReport.MAX_FINDINGS + 5);
  }

  @Test
  void failsIfThereIsNothingToVerify() {
    assertThatThrownBy(() -> verify(v -> v.backup("other")))
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(BackupNotFoundException.class);
  }

  private VerifyReport verify(VerifyDepth depth) {
    return verify(v -> v.depth(depth));
  }

  private VerifyReport verify(Consumer<VerifyRequest.Builder> more) {
    return verify(store, more);
  }

  private static VerifyReport verify(ObjectStore store, Consumer<VerifyRequest.Builder> more) {
    VerifyRequest.Builder builder = VerifyRequest.builder().backup("nightly");
    more.accept(builder);
    VerifyRequest request = builder.build();
    Limits limits = Limits.defaults();
    Parallel one = new Parallel(Runnable::run, 1);
    try (MilvusGateway nowhere =
        new GrpcMilvusGateway(MilvusConnection.at("http://127.0.0.1:1"), Duration.ofSeconds(1))) {
      Environment environment =
          new Environment(
              nowhere,
              new MilvusStorage(store, Optional.empty()),
              store,
              new Guards(
                  new JobLocks(store, limits.lockLease(), Runnable::run),
                  new Pins(store, Runnable::run, RandomName::next)),
              limits,
              new Workers(one, one));
      RestorePipeline restore =
          new RestorePipeline(environment, new DefaultDataPaths(environment, "nowhere"));
      VerifyPipeline pipeline = new VerifyPipeline(environment, restore);
      return RunningJob.start(
              Runnable::run, request.id(), Optional.empty(), job -> pipeline.run(request, job))
          .join();
    }
  }

  private static Consumer<VerifyReport> names(FindingKind kind, ObjectKey key) {
    return report ->
        assertThat(report.findings())
            .anySatisfy(
                finding -> {
                  assertThat(finding.kind()).isEqualTo(kind);
                  assertThat(finding.key()).isEqualTo(key);
                });
  }

  private long size(String directory) {
    try (var objects = store.list(ObjectKey.of(directory))) {
      return objects.mapToLong(o -> o.size()).sum();
    }
  }

  private byte[] read(ObjectKey key) throws IOException {
    try (InputStream in = store.open(key, 0, Long.MAX_VALUE)) {
      return in.readAllBytes();
    }
  }

  private void put(ObjectKey key, byte[] content) {
    store.put(key, ObjectBody.of(content), PutMode.REPLACE);
  }
}
