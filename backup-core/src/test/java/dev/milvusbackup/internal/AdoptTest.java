package dev.milvusbackup.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.milvusbackup.BackupClient;
import dev.milvusbackup.BackupName;
import dev.milvusbackup.BackupReport;
import dev.milvusbackup.BackupRequest;
import dev.milvusbackup.BackupSummary;
import dev.milvusbackup.error.CorruptBackupException;
import dev.milvusbackup.error.InvalidRequestException;
import dev.milvusbackup.error.UnexpectedFailureException;
import dev.milvusbackup.internal.format.BackupLayout;
import dev.milvusbackup.internal.format.metadata.GoMetadata;
import dev.milvusbackup.internal.format.metadata.MetadataFiles;
import dev.milvusbackup.internal.milvus.fake.InMemoryMilvus;
import dev.milvusbackup.internal.rows.SampleRows;
import dev.milvusbackup.internal.storage.SmallObject;
import dev.milvusbackup.retention.PruneRequest;
import dev.milvusbackup.storage.ObjectBody;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.PutMode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** A full backup becomes an incremental one. */
class AdoptTest {

  abstract static class Adopted extends OnSharedStore {

    Adopted(String version) {
      super(version);
    }

    final BackupReport full(String name) {
      return await(sharing.create(BackupRequest.builder().name(name).build()));
    }

    final BackupReport adopt(String name) {
      return await(sharing.adopt(name));
    }

    /** As a backup of the Go tool, which has neither a commit object nor what only we write. */
    final void makeForeign(String name) {
      timed.delete(List.of(ObjectKey.of(name + "/meta/manifest.json")));
      for (String file : MetadataFiles.GO_TOOL) {
        ObjectKey key = ObjectKey.of(name + "/meta/" + file);
        if (timed.stat(key).isPresent()) {
          String json = new String(SmallObject.read(timed, key), UTF_8);
          String foreign =
              json.replaceAll("\"created_by\":\"[^\"]*\"", "\"created_by\":\"\"")
                  .replaceAll("\"created_timestamp\":\\d+", "\"created_timestamp\":0");
          timed.put(key, ObjectBody.of(foreign.getBytes(UTF_8)), PutMode.REPLACE);
        }
      }
    }

    /** Whether the Go tool can restore it: it reads these files and the insert logs they name. */
    final boolean isReadableByTheGoTool(String name) {
      Map<String, byte[]> files = new HashMap<>();
      for (String file : MetadataFiles.GO_TOOL) {
        ObjectKey key = ObjectKey.of(name + "/meta/" + file);
        timed.stat(key).ifPresent(info -> files.put(file, SmallObject.read(timed, key)));
      }
      if (!files.containsKey(MetadataFiles.BACKUP)) {
        return false;
      }
      BackupLayout layout = new BackupLayout(new BackupName(name));
      GoMetadata.read(name, files).collections().stream()
          .flatMap(collection -> collection.partitions().stream())
          .flatMap(partition -> partition.segments().stream())
          .forEach(
              segment ->
                  segment
                      .binlogs()
                      .forEach(
                          field ->
                              field
                                  .binlogs()
                                  .forEach(
                                      log ->
                                          assertThat(
                                                  timed.stat(
                                                      layout.insertLog(
                                                          segment, field.fieldId(), log.logId())))
                                              .isPresent())));
      return true;
    }

    @Test
    void itsObjectsAreSharedFromThenOn() {
      fill(BOOKS, 30);
      milvus.delete(BOOKS, 3L);
      flush(BOOKS);
      BackupReport full = full("a");

      BackupReport report = adopt("a");

      assertThat(report.manifest().summary().incremental()).isTrue();
      assertThat(report.manifest().summary().id()).isEqualTo(full.manifest().summary().id());
      assertThat(report.manifest().size()).isEqualTo(full.manifest().size());
      assertThat(copied(report) + report.bytesReused()).isEqualTo(full.manifest().size());
      assertThat(sharing.list().backups())
          .extracting(BackupSummary::incremental)
          .containsOnly(true);
      assertThat(verify("a").findings()).isEmpty();
      assertThat(rowsOf("a")).hasSize(29);
      assertThat(increment("b").bytesReused()).isEqualTo(copied(report));
      delete("a");
      assertThat(rowsOf("b")).hasSize(29);
    }

    @Test
    void whatItHadAsAFullOneGoesAfterTheGracePeriod() {
      fill(BOOKS, 30);
      milvus.delete(BOOKS, 3L);
      flush(BOOKS);
      full("a");
      adopt("a");
      prune();
      assertThat(isReadableByTheGoTool("a")).isTrue();
      assertThat(keys("backup/a/binlogs/insert_log")).isNotEmpty();

      timed.advance(TWO_DAYS);
      prune();

      assertThat(isReadableByTheGoTool("a")).isFalse();
      assertThat(keys("backup/a/meta")).containsExactly("backup/a/meta/incremental.json");
      assertThat(keys("backup/a/binlogs/insert_log")).isEmpty();
      assertThat(verify("a").findings()).isEmpty();
      assertThat(rowsOf("a")).hasSize(29);
    }

    /** Users have many of these, each with a copy of the same terabyte. */
    @Test
    void severalFullBackupsBecomeOneSetOfObjects() {
      fill(BOOKS, 30);
      long size = full("a").manifest().size();
      insert(30, 40);
      long more = full("b").manifest().size();

      adopt("b");
      BackupReport second = adopt("a");

      assertThat(copied(second)).isZero();
      assertThat(second.bytesReused()).isEqualTo(size);
      timed.advance(TWO_DAYS);
      prune();
      assertThat(prune().bytes()).isEqualTo(more);
      assertThat(rowsOf("a")).hasSize(30);
      assertThat(rowsOf("b")).hasSize(40);
    }

    @Test
    void aBackupOfTheGoToolIsAdoptedToo() {
      fill(BOOKS, 30);
      full("a");
      makeForeign("a");
      assertThat(sharing.list().backups())
          .extracting(BackupSummary::origin)
          .containsExactly(BackupSummary.Origin.GO_TOOL);

      long copied = copied(adopt("a"));

      assertThat(isReadableByTheGoTool("a")).isTrue();
      assertThat(verify("a").findings()).isEmpty();
      assertThat(increment("b").bytesReused()).isEqualTo(copied);
      timed.advance(TWO_DAYS);
      prune();
      assertThat(isReadableByTheGoTool("a")).isFalse();
      SampleRows.assertSame(rowsOf("a"), rows(BOOKS));
    }

    @Test
    void aDeletedAdoptedBackupIsGoneAndComesBack() {
      fill(BOOKS, 30);
      full("a");
      adopt("a");

      delete("a");

      assertThat(sharing.list().backups()).isEmpty();
      await(sharing.undelete("a"));
      assertThat(rowsOf("a")).hasSize(30);
      delete("a");
      prune();
      timed.advance(TWO_DAYS);
      prune();
      assertThat(keys("backup/a")).isEmpty();
      assertThat(keys("backup/.shared")).isEmpty();
    }

    @Test
    void whatIsNotWholeIsNotAdopted() {
      fill(BOOKS, 30);
      full("a");
      increment("i");
      String log = anyInsertLog(keys("backup/a"));
      bucket.delete(List.of(ObjectKey.of(log)));

      assertThatThrownBy(() -> adopt("a"))
          .isInstanceOf(CorruptBackupException.class)
          .hasMessageContaining("is missing or does not have");
      assertThatThrownBy(() -> adopt("i"))
          .isInstanceOf(InvalidRequestException.class)
          .hasMessageContaining("it is an incremental backup already");

      assertThat(sharing.list().backups())
          .extracting(BackupSummary::incremental)
          .containsExactly(false, true);
    }

    /** Wherever it is killed: the backup restores, and the Go tool reads it or finds none. */
    @Test
    void anAdoptionThatIsKilledAnywhereIsRepeated() {
      fill(BOOKS, 10);
      int killed = 0;
      for (int writes = 0; writes < 40; writes++) {
        String name = "a" + writes;
        full(name);
        Mortal mortal = new Mortal(timed, writes);
        try (BackupClient dying = InMemoryClient.of(milvus, storage, mortal)) {
          await(dying.adopt(name));
        } catch (UnexpectedFailureException | CompletionException e) {
          killed++;
        }
        endLeases();
        assertThat(verify(name).findings()).isEmpty();
        assertThat(isReadableByTheGoTool(name)).isTrue();
        assertThat(rowsOf(name)).hasSize(10);
        if (!sharing.find(name).orElseThrow().summary().incremental()) {
          adopt(name);
        }
        prune();
        timed.advance(TWO_DAYS);
        prune(); // the last one removes what the killed adoption has left
        timed.advance(TWO_DAYS);
        prune();
        assertThat(verify(name).findings()).isEmpty();
        assertThat(rowsOf(name)).hasSize(10);
        delete(name);
        prune();
        timed.advance(TWO_DAYS);
        prune();
        assertThat(keys("backup/" + name)).isEmpty();
        assertThat(keys("backup/.shared")).isEmpty();
      }
      assertThat(killed).isBetween(5, 39);
    }

    /** The prune that removes what it had as a full one is killed at any of its calls. */
    @Test
    void aRemovalThatIsKilledAnywhereIsFinishedByTheNextOne() {
      fill(BOOKS, 10);
      int killed = 0;
      for (int writes = 0; writes < 30; writes++) {
        full("a");
        adopt("a");
        timed.advance(TWO_DAYS);
        Mortal mortal = new Mortal(timed, writes);
        try (BackupClient dying = InMemoryClient.of(milvus, storage, mortal)) {
          await(dying.prune(PruneRequest.builder().unreferencedOnly().build()));
        } catch (UnexpectedFailureException | CompletionException e) {
          killed++;
        }
        endLeases();
        assertThat(verify("a").findings()).isEmpty();
        assertThat(rowsOf("a")).hasSize(10);
        isReadableByTheGoTool("a");
        prune();
        assertThat(keys("backup/a/meta"))
            .filteredOn(key -> !key.contains("/lock."))
            .containsExactly("backup/a/meta/incremental.json");
        delete("a");
        timed.advance(TWO_DAYS);
        prune();
        timed.advance(TWO_DAYS);
        prune();
      }
      assertThat(killed).isBetween(5, 29);
    }
  }

  @Nested
  class Of235 extends Adopted {

    Of235() {
      super(InMemoryMilvus.V2_3_5);
    }
  }

  @Nested
  class Of2619 extends Adopted {

    Of2619() {
      super(InMemoryMilvus.V2_6_19);
    }
  }
}
