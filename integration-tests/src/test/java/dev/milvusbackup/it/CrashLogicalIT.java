package dev.milvusbackup.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milvusbackup.BackupClient;
import dev.milvusbackup.IfExists;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import io.milvus.v2.common.DataType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Creates and restores in logical mode are killed with SIGKILL at random moments, on Milvus Lite,
 * which tells no ids by which collections could be known again. Whatever is listed as complete has
 * to be, no half-filled collection may bear a target's name, no row may be missing or double.
 */
@Tag(Tier.SLOW)
class CrashLogicalIT {

  private static final int KILLS = Tier.length(3, 6);
  private static final Duration LEASE_OF_VICTIMS = Duration.ofMillis(1_500);
  private static final Duration LEASE_OF_SURVIVORS = Duration.ofSeconds(30);
  private static final List<String> SOURCES = List.of("crashed_rows_a", "crashed_rows_b");

  private final long seed = Long.getLong("crash.seed", new Random().nextInt(1_000_000));
  private final Random random = new Random(seed);
  private final Map<String, SortedMap<String, String>> before = new TreeMap<>();

  @TempDir Path folder;

  @AutoClose private MilvusLite lite;
  private Place place;
  private ObjectStore store;
  @AutoClose private BackupClient client;

  @BeforeEach
  void fill() {
    lite = MilvusLite.shared();
    place = new Place(lite.uri(), "", folder.toUri().toString(), "", "");
    store = place.openBackups();
    client = lite.backups(store);
  }

  @Test
  void killedAtAnyMoment() {
    Sample first =
        Sample.shape(SOURCES.get(0)).field("t", DataType.VarChar).dynamic().create(lite.client());
    first.partition("p").insert(0, 2_000).insert(10_000, 1_000, "p").delete(5, 20).flush();
    Sample.shape(SOURCES.get(1)).key(DataType.VarChar).create(lite.client()).insert(0, 1_500);
    SOURCES.forEach(source -> before.put(source, Rows.of(lite.client(), source, "id")));

    int inTheMiddle = killCreates() + killRestores();

    System.out.printf("Seed %d: %d kills, %d in the middle%n", seed, 2 * KILLS, inTheMiddle);
    assertThat(inTheMiddle).as("seed %d", seed).isGreaterThan(KILLS / 2);
  }

  private int killCreates() {
    Duration lasts = create();
    client.delete("rows").join();
    int inTheMiddle = 0;
    for (int killed = 0; killed < KILLS; ) {
      try (LogicalProcess process =
          LogicalProcess.create(place, "rows", SOURCES, LEASE_OF_VICTIMS).working()) {
        killed += process.killAfter(upTo(lasts)) ? 1 : 0;
      }
      Intact.checkAll(client, store);
      boolean incomplete =
          client.list().incomplete().stream().anyMatch(i -> i.name().equals("rows"));
      assertThat(client.find("rows").isPresent() && incomplete).as("seed %d", seed).isFalse();
      if (incomplete) {
        inTheMiddle++;
      } else if (client.find("rows").isPresent()) {
        client.delete("rows").join();
      }
    }
    create();
    Intact.check(client.get("rows"), store);
    assertThat(Intact.metas(store, "rows"))
        .as("seed %d", seed)
        .containsExactly("full_meta.json", "logical_meta.json", "manifest.json");
    return inTheMiddle;
  }

  private Duration create() {
    try (LogicalProcess process =
        LogicalProcess.create(place, "rows", SOURCES, LEASE_OF_SURVIVORS).working()) {
      return ended(process);
    }
  }

  private int killRestores() {
    Duration lasts = restore(IfExists.FAIL);
    finished();
    SOURCES.forEach(source -> lite.drop(target(source)));
    int inTheMiddle = 0;
    IfExists ifExists = IfExists.FAIL;
    for (int killed = 0; killed < KILLS; ) {
      try (LogicalProcess process =
          LogicalProcess.restore(place, "rows", "_again", ifExists, LEASE_OF_VICTIMS).working()) {
        if (process.killAfter(upTo(lasts))) {
          killed++;
          inTheMiddle += look();
        }
      }
      if (ledgers().isEmpty()) {
        ifExists = IfExists.REPLACE; // from now on what is complete is in danger
      }
    }
    restore(ifExists);
    finished();
    return inTheMiddle;
  }

  private Duration restore(IfExists ifExists) {
    try (LogicalProcess process =
        LogicalProcess.restore(place, "rows", "_again", ifExists, LEASE_OF_SURVIVORS).working()) {
      return ended(process);
    }
  }

  private Duration ended(LogicalProcess process) {
    long start = System.nanoTime();
    assertThat(process.end()).as("seed %d", seed).isZero();
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private Duration upTo(Duration longest) {
    return Duration.ofNanos((long) (random.nextDouble() * longest.toNanos()));
  }

  /** Whatever bears a target's name is whole. */
  private int look() {
    List<String> all = lite.client().listCollections().getCollectionNames();
    for (String source : SOURCES) {
      if (all.contains(target(source))) {
        assertThat(Rows.of(lite.client(), target(source), "id"))
            .as("seed %d", seed)
            .isEqualTo(before.get(source));
      }
    }
    return ledgers().isEmpty() ? 0 : 1;
  }

  private void finished() {
    for (String source : SOURCES) {
      assertThat(Rows.of(lite.client(), target(source), "id"))
          .as("seed %d", seed)
          .isEqualTo(before.get(source));
      assertThat(Described.of(lite.client(), target(source)))
          .isEqualTo(Described.of(lite.client(), source));
    }
    assertThat(lite.client().listCollections().getCollectionNames())
        .as("seed %d", seed)
        .noneMatch(name -> name.startsWith("crashed_rows_") && name.contains("__"));
    assertThat(ledgers()).as("seed %d", seed).isEmpty();
  }

  /** What restores have noted down, apart from a lock that was left. */
  private List<String> ledgers() {
    List<String> keys = new ArrayList<>(Intact.sizes(store, ObjectKey.of(".restores")).keySet());
    keys.removeIf(key -> key.contains("/lock."));
    return keys;
  }

  private static String target(String source) {
    return source + "_again";
  }
}
