package dev.milvusbackup.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.milvusbackup.BackupClient;
import dev.milvusbackup.BackupRequest;
import dev.milvusbackup.VerifyDepth;
import dev.milvusbackup.VerifyRequest;
import dev.milvusbackup.error.InvalidRequestException;
import dev.milvusbackup.internal.milvus.fake.InMemoryMilvus;
import dev.milvusbackup.retention.ObjectExplanation;
import dev.milvusbackup.retention.ObjectFate;
import dev.milvusbackup.retention.PruneReport;
import dev.milvusbackup.retention.PruneRequest;
import dev.milvusbackup.storage.ObjectBody;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.PutMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Why objects stay, and when they go. */
class ExplainTest extends OnInMemoryMilvus {

  private static final Duration DAY = Duration.ofDays(1);

  private final TimedStore timed = new TimedStore(backups);
  private final BackupClient sharing = InMemoryClient.of(milvus, storage, timed);

  ExplainTest() {
    super(InMemoryMilvus.V2_6_19);
  }

  @BeforeEach
  void fillCollection() {
    fill(BOOKS, 10);
  }

  @AfterEach
  void closeSharing() {
    sharing.close();
  }

  @Test
  void anObjectIsNeededByAllThatReferToIt() {
    create("a", true);
    create("b", true);

    ObjectExplanation log = sharing.explain(sharedLog());

    assertThat(log.fate()).isEqualTo(ObjectFate.NEEDED);
    assertThat(log.referredBy()).containsExactly("a", "b");
    assertThat(log.size())
        .hasValue(bucket.stat(ObjectKey.of("backup/" + log.key())).orElseThrow().size());
    assertThat(log.removableFrom()).isEmpty();
    assertThat(log.damaged()).isFalse();
  }

  /** The whole way, each step as a prune goes it. */
  @Test
  void anObjectIsCondemnedAndRemovedAsExplained() {
    create("a", true);
    String log = sharedLog();
    await(sharing.delete("a"));

    ObjectExplanation unreferenced = sharing.explain(log);
    assertThat(unreferenced.fate()).isEqualTo(ObjectFate.UNREFERENCED);
    Instant ifPrunedNow = unreferenced.removableFrom().orElseThrow();

    prune();
    ObjectExplanation condemned = sharing.explain(log);
    assertThat(condemned.fate()).isEqualTo(ObjectFate.CONDEMNED);
    Instant since = condemned.condemnedSince().orElseThrow();
    assertThat(condemned.removableFrom()).contains(since.plus(DAY));
    assertThat(ifPrunedNow).isBetween(since.plus(DAY).minusSeconds(60), since.plus(DAY));
    assertThat(sharing.explain(log, Duration.ofHours(5)).removableFrom())
        .contains(since.plus(Duration.ofHours(5)));
    assertThat(condemned.waitingFor()).isEmpty();

    timed.advance(Duration.ofDays(2));
    assertThat(sharing.explain(log).fate()).isEqualTo(ObjectFate.REMOVABLE);
    assertThat(prune().sharedSpace().objectsRemoved()).isPositive();
    assertThatThrownBy(() -> sharing.explain(log)).isInstanceOf(InvalidRequestException.class);
  }

  @Test
  void aJobThatMayRelyOnItIsNamed() {
    create("a", true);
    String log = sharedLog();
    await(sharing.delete("a"));
    prune();
    timed.advance(Duration.ofDays(2));
    timed.put(
        ObjectKey.of(".shared/pins/p.json"),
        body("{\"operation\": \"restore\", \"job_id\": \"r1\", \"host\": \"h\", \"pid\": 7}"),
        PutMode.REPLACE);

    ObjectExplanation explanation = sharing.explain(log);

    assertThat(explanation.fate()).isEqualTo(ObjectFate.WAITING_FOR_JOBS);
    assertThat(explanation.waitingFor()).containsExactly("restore job r1 on host h (process 7)");
    assertThat(prune().sharedSpace().waitingFor()).isEqualTo(explanation.waitingFor());
  }

  @Test
  void whatARunningCreateCopiesIsNotCondemned() {
    timed.put(ObjectKey.of(".shared/roots/p/insert_log/1/2/3/3/100/4"), body("x"), PutMode.REPLACE);
    timed.put(
        ObjectKey.of(".shared/pins/p.json"),
        body("{\"operation\": \"create\", \"job_id\": \"c1\", \"host\": \"h\", \"pid\": 7}"),
        PutMode.REPLACE);

    ObjectExplanation explanation = sharing.explain(".shared/roots/p/insert_log/1/2/3/3/100/4");

    assertThat(explanation.fate()).isEqualTo(ObjectFate.OF_RUNNING_JOB);
    assertThat(explanation.waitingFor()).containsExactly("create job c1 on host h (process 7)");
  }

  @Test
  void aMissingObjectIsExplainedIfABackupNeedsIt() {
    create("a", true);
    String log = sharedLog();
    bucket.delete(List.of(ObjectKey.of("backup/" + log)));
    await(sharing.verify(VerifyRequest.builder().backup("a").depth(VerifyDepth.PRESENCE).build()));

    ObjectExplanation explanation = sharing.explain(log);

    assertThat(explanation.size()).isEmpty();
    assertThat(explanation.referredBy()).containsExactly("a");
    assertThat(explanation.damaged()).isTrue();
  }

  @Test
  void aBackupThatCannotBeReadMayNeedIt() {
    create("a", true);
    String log = sharedLog();
    put("b/meta/incremental.json", "{");

    assertThat(sharing.explain(log).unreadable()).containsExactly("b");
    assertThat(sharing.explain(log).referredBy()).containsExactly("a");
  }

  @Test
  void objectsOfADirectoryGoWithTheirBackup() {
    create("full", false);
    String log =
        keys("backup/full").stream()
            .filter(key -> key.contains("insert_log"))
            .findFirst()
            .orElseThrow()
            .substring("backup/".length());
    put("full/notes.txt", "x");
    put("half/binlogs/insert_log/1", "x");

    ObjectExplanation explanation = sharing.explain(log);
    assertThat(explanation.fate()).isEqualTo(ObjectFate.OF_BACKUP);
    assertThat(explanation.backup()).contains("full");
    assertThat(explanation.referredBy()).containsExactly("full");
    assertThat(sharing.explain("full/meta/full_meta.json").referredBy()).containsExactly("full");
    assertThat(sharing.explain("full/meta/manifest.json").referredBy()).containsExactly("full");
    assertThat(sharing.explain("full/notes.txt").referredBy()).isEmpty();
    assertThat(sharing.explain("full/notes.txt").backup()).contains("full");
    assertThat(sharing.explain("half/binlogs/insert_log/1").backup()).contains("half");
  }

  @Test
  void otherObjectsStay() {
    put("photos/1.jpg", "x");
    put(".shared/locks/lock.1.json", "x");

    assertThat(sharing.explain("photos/1.jpg").fate()).isEqualTo(ObjectFate.OTHER);
    assertThat(sharing.explain(".shared/locks/lock.1.json").fate()).isEqualTo(ObjectFate.OTHER);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ".shared/roots/r/insert_log/1/2/3/3/100/4",
        "nightly/binlogs/insert_log/1",
        "../x",
        "",
        "x"
      })
  void anUnknownKeyIsRefused(String key) {
    assertThatThrownBy(() -> sharing.explain(key))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageStartingWith("Cannot explain '" + key + "': ")
        .hasMessageEndingWith(
            " has no object of that key, and no backup refers to it. Write the key from the root of the backup store, as a verification reports it.");
  }

  private void create(String name, boolean incremental) {
    await(sharing.create(BackupRequest.builder().name(name).incremental(incremental).build()));
  }

  private PruneReport prune() {
    return await(sharing.prune(PruneRequest.builder().unreferencedOnly().build()));
  }

  private String sharedLog() {
    return keys("backup/.shared/roots").stream()
        .findFirst()
        .orElseThrow()
        .substring("backup/".length());
  }

  private void put(String key, String content) {
    backups.put(ObjectKey.of(key), body(content), PutMode.REPLACE);
  }

  private static ObjectBody body(String content) {
    return ObjectBody.of(content.getBytes(UTF_8));
  }
}
