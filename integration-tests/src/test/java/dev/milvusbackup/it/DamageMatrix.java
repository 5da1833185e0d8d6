package dev.milvusbackup.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.milvusbackup.BackupClient;
import dev.milvusbackup.VerifyDepth;
import dev.milvusbackup.VerifyReport;
import dev.milvusbackup.VerifyReport.Finding;
import dev.milvusbackup.error.BackupException;
import dev.milvusbackup.error.CorruptBackupException;
import dev.milvusbackup.error.IncompleteBackupException;
import dev.milvusbackup.manifest.CollectionManifest;
import dev.milvusbackup.manifest.SegmentManifest;
import dev.milvusbackup.manifest.StoredObject;
import dev.milvusbackup.storage.ObjectBody;
import dev.milvusbackup.storage.ObjectInfo;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.PutMode;
import dev.milvusbackup.storage.memory.InMemoryObjectStore;
import dev.milvusbackup.testkit.Damage;
import io.milvus.v2.common.DataType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every kind of object with every kind of damage: verify names it at the depth that {@code
 * docs/verify.md} says and not before, and a restore creates nothing.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class DamageMatrix {

  private static final List<String> METAS =
      List.of(
          "backup_meta.json",
          "collection_meta.json",
          "partition_meta.json",
          "segment_meta.json",
          "full_meta.json");
  private static final String COMMIT = "manifest.json";
  private static final String NAME = "sound";

  final MilvusUnderTest milvus;
  private final ObjectStore original = InMemoryObjectStore.create();
  private ObjectStore store;
  private BackupClient backups;

  DamageMatrix(MilvusUnderTest milvus) {
    this.milvus = milvus;
  }

  abstract ObjectStore store();

  @BeforeAll
  void backUp() {
    store = store();
    backups = milvus.backupClient().backupStorage(store).build();
    Sample.shape("damage")
        .field("title", DataType.VarChar)
        .create(milvus.client())
        .insert(0, 500)
        .flush()
        .insert(500, 500)
        .flush()
        .delete(0, 10)
        .delete(600, 20);
    for (String name : List.of(NAME, "other")) {
      backups.create(b -> b.name(name).collections("damage")).join();
      try (var objects = store.list(ObjectKey.of(name))) {
        objects.map(ObjectInfo::key).forEach(this::keep);
      }
    }
  }

  @AfterAll
  void close() {
    backups.delete(NAME).join();
    backups.delete("other").join();
    backups.close();
    store.close();
    milvus.close();
  }

  static Stream<Arguments> matrix() {
    return Stream.of(Stream.of("insert log", "delta log"), METAS.stream(), Stream.of(COMMIT))
        .flatMap(kinds -> kinds)
        .flatMap(kind -> Arrays.stream(Damage.values()).map(damage -> Arguments.of(kind, damage)));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("matrix")
  void isFoundAtItsDepthAndNeverRestored(String kind, Damage damage) {
    List<ObjectKey> damaged = damage.inflict(store, victim(kind), other(kind));
    try {
      VerifyDepth depth = depth(kind, damage);

      assertThat(verify(depth).findings()).extracting(Finding::key).contains(mine(damaged));
      if (depth != VerifyDepth.METADATA) {
        assertThat(verify(before(depth)).findings()).isEmpty();
      }
      if (damage != Damage.STRAY || isData(kind)) {
        assertRestoreRefused(kind, damaged);
      }
      assertThat(milvus.collections()).noneMatch(name -> name.startsWith("damage_damaged"));
    } finally {
      Damage.repair(store, original, ObjectKey.of(NAME));
      Damage.repair(store, original, ObjectKey.of("other"));
    }
    assertThat(verify(VerifyDepth.CONTENT).findings()).isEmpty();
  }

  /** Nobody imports what lies beside the metadata. */
  @Test
  void aStrayFileBesideTheMetadataDoesNotKeepFromRestoring() {
    Damage.STRAY.inflict(store, meta(COMMIT), meta(COMMIT));
    String suffix = "_" + getClass().getSimpleName();
    try {
      backups.restore(r -> r.backup(NAME).suffix(suffix)).join();

      assertThat(Rows.of(milvus.client(), "damage" + suffix, "id"))
          .isEqualTo(Rows.of(milvus.client(), "damage", "id"))
          .hasSize(970);
    } finally {
      Damage.repair(store, original, ObjectKey.of(NAME));
    }
  }

  private void assertRestoreRefused(String kind, List<ObjectKey> damaged) {
    assertThatThrownBy(() -> backups.restore(r -> r.backup(NAME).suffix("_damaged")).join())
        .isInstanceOf(CompletionException.class)
        .cause()
        .isInstanceOfAny(CorruptBackupException.class, IncompleteBackupException.class)
        .isInstanceOf(BackupException.class)
        .satisfies(
            e -> {
              if (isData(kind)) {
                assertThat(e.getMessage()).contains(damaged.get(0).path());
              }
            });
  }

  /** As {@code docs/verify.md} has it. */
  private VerifyDepth depth(String kind, Damage damage) {
    if (!isData(kind)) {
      return damage == Damage.STRAY ? VerifyDepth.PRESENCE : VerifyDepth.METADATA;
    }
    return switch (damage) {
      case DELETED, TRUNCATED, EMPTIED, STRAY -> VerifyDepth.PRESENCE;
      case BIT_FLIPPED -> VerifyDepth.CONTENT;
      case SWAPPED ->
          size(victim(kind)) == size(other(kind)) ? VerifyDepth.CONTENT : VerifyDepth.PRESENCE;
    };
  }

  private static VerifyDepth before(VerifyDepth depth) {
    return depth == VerifyDepth.CONTENT ? VerifyDepth.PRESENCE : VerifyDepth.METADATA;
  }

  private ObjectKey victim(String kind) {
    return isData(kind) ? logs(kind).get(0) : meta(kind);
  }

  private ObjectKey other(String kind) {
    if (isData(kind)) {
      return logs(kind).get(1);
    }
    return kind.equals(COMMIT)
        ? ObjectKey.of("other/meta/" + COMMIT)
        : meta(METAS.get((METAS.indexOf(kind) + 1) % METAS.size()));
  }

  /** One of each segment; the insert logs are those of the same field, of the same size. */
  private List<ObjectKey> logs(String kind) {
    return segments()
        .map(segment -> kind.equals("insert log") ? vectors(segment) : segment.deltaLogs().get(0))
        .map(StoredObject::key)
        .toList();
  }

  private static StoredObject vectors(SegmentManifest segment) {
    return segment.insertLogs().stream()
        .filter(log -> log.key().path().contains("/102/"))
        .findFirst()
        .orElseThrow();
  }

  private Stream<SegmentManifest> segments() {
    try (BackupClient sound = milvus.backupClient().backupStorage(original).build()) {
      CollectionManifest collection = sound.get(NAME).collections().get(0);
      return collection.partitions().stream().flatMap(p -> p.segments().stream());
    }
  }

  private static ObjectKey[] mine(List<ObjectKey> keys) {
    return keys.stream().filter(k -> k.isBelow(ObjectKey.of(NAME))).toArray(ObjectKey[]::new);
  }

  private long size(ObjectKey key) {
    return original.stat(key).orElseThrow().size();
  }

  private VerifyReport verify(VerifyDepth depth) {
    return backups.verify(v -> v.backup(NAME).depth(depth)).join();
  }

  private static boolean isData(String kind) {
    return kind.endsWith("log");
  }

  private static ObjectKey meta(String file) {
    return ObjectKey.of(NAME + "/meta/" + file);
  }

  private void keep(ObjectKey key) {
    try (InputStream in = store.open(key, 0, Long.MAX_VALUE)) {
      original.put(key, ObjectBody.of(in.readAllBytes()), PutMode.REPLACE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
