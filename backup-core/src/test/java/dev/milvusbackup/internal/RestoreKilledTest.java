package dev.milvusbackup.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milvusbackup.BackupClient;
import dev.milvusbackup.CollectionName;
import dev.milvusbackup.IfExists;
import dev.milvusbackup.RestoreRequest;
import dev.milvusbackup.error.BackupException;
import dev.milvusbackup.internal.milvus.fake.InMemoryMilvus;
import dev.milvusbackup.internal.milvus.fake.SampleSchema;
import dev.milvusbackup.internal.milvus.fake.SampleValues;
import dev.milvusbackup.internal.storage.ForwardingObjectStore;
import dev.milvusbackup.storage.ObjectBody;
import dev.milvusbackup.storage.ObjectInfo;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.PutMode;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A restore of two collections is killed before each of its calls to Milvus and each of its writes,
 * and repeated.
 */
class RestoreKilledTest {

  abstract static class Killed extends OnInMemoryMilvus {

    private static final int ROWS = 20;
    private static final int EARLIER = 5; // keys from 1000 on, of a collection that exists before
    private static final List<CollectionName> SOURCES =
        IntStream.range(0, 2).mapToObj(i -> new CollectionName("default", "c" + i)).toList();

    private final Life life = new Life();
    private int killed;
    private int refused;

    Killed(String version) {
      super(version);
    }

    @ParameterizedTest
    @EnumSource(names = {"FAIL", "REPLACE", "APPEND"})
    void noRowIsLostOrDoubled(IfExists ifExists) {
      SOURCES.forEach(name -> fill(name, ROWS));
      create("b");
      boolean complete = false;
      for (int steps = 0; !complete; steps++) {
        prepare(ifExists);
        complete = !isKilledAfter(steps, ifExists);
        endLeases();
        if (!complete && !hasForgotten(ifExists)) {
          repeat(ifExists);
        }
        SOURCES.forEach(name -> milvus.collections().drop(target(name)));
        assertThat(collections()).as("after step %d", steps).containsExactlyElementsOf(SOURCES);
      }
      assertThat(killed).isGreaterThan(40);
      assertThat(refused).isLessThan(killed / 2);
    }

    private void prepare(IfExists ifExists) {
      if (ifExists == IfExists.FAIL) {
        return;
      }
      for (CollectionName name : SOURCES) {
        CollectionName existing = target(name);
        milvus.collections().create(existing, milvus.collections().describe(name));
        milvus.indexes().create(existing, SampleSchema.INDEX);
        IntStream.range(1000, 1000 + EARLIER)
            .forEach(key -> milvus.insert(existing, SampleValues.row(milvus.schema(name), key)));
        flush(existing);
      }
    }

    private boolean isKilledAfter(int steps, IfExists ifExists) {
      life.left.set(steps);
      calls().beforeEach(life::live);
      try (BackupClient mortal =
          InMemoryClient.of(milvus, new OfLife(storage, life), new OfLife(backups, life))) {
        await(mortal.restore(request(ifExists)));
        return false;
      } catch (RuntimeException e) {
        assertThat(life.isOver()).as("whether %s is of a dead process", e).isTrue();
        killed++;
        return true;
      } finally {
        calls().heal();
        life.left.set(Integer.MAX_VALUE);
      }
    }

    /** Whether it was killed when everything was restored, and it did not know that any more. */
    private boolean hasForgotten(IfExists ifExists) {
      return keys("backup/.restores").stream().noneMatch(key -> key.endsWith("/restore.json"))
          && collections().containsAll(targets())
          && targets().stream().allMatch(name -> hasRows(name, ifExists));
    }

    private boolean hasRows(CollectionName name, IfExists ifExists) {
      return milvus.segments().persistentRows(name) == rowsAfter(ifExists);
    }

    private static int rowsAfter(IfExists ifExists) {
      return ROWS + (ifExists == IfExists.APPEND ? EARLIER : 0);
    }

    private void repeat(IfExists ifExists) {
      try {
        await(client.restore(request(ifExists)));
      } catch (BackupException e) {
        // Only rows of a collection that existed before cannot be imported once more.
        assertThat(ifExists).isEqualTo(IfExists.APPEND);
        assertThat(e).hasMessageContaining("it was interrupted in the middle of an import");
        refused++;
        forgetAll();
        return;
      }
      SOURCES.forEach(
          name -> {
            assertThat(rows(target(name))).hasSize(rowsAfter(ifExists));
            assertThat(milvus.rows().count(target(name)))
                .as("with copies")
                .isEqualTo(rowsAfter(ifExists));
          });
      assertThat(keys("backup/.restores")).isEmpty();
    }

    private static RestoreRequest request(IfExists ifExists) {
      return back().ifExists(ifExists).build();
    }

    private static List<CollectionName> targets() {
      return SOURCES.stream().map(Killed::target).toList();
    }

    private static CollectionName target(CollectionName source) {
      return new CollectionName("default", source.name() + "_back");
    }

    private void forgetAll() {
      bucket.delete(keys("backup/.restores").stream().map(ObjectKey::of).toList());
    }
  }

  @Nested
  class Of235 extends Killed {

    Of235() {
      super(InMemoryMilvus.V2_3_5);
    }
  }

  @Nested
  class Of2527 extends Killed {

    Of2527() {
      super(InMemoryMilvus.V2_5_27);
    }
  }

  /** What is left of the life of a process. */
  private static final class Life {

    private final AtomicInteger left = new AtomicInteger();

    void live() {
      if (left.getAndDecrement() <= 0) {
        throw new Mortal.Killed();
      }
    }

    boolean isOver() {
      return left.get() < 0;
    }
  }

  /** The store of a process. */
  private static final class OfLife extends ForwardingObjectStore {

    private final Life life;

    OfLife(ObjectStore store, Life life) {
      super(store);
      this.life = life;
    }

    @Override
    public ObjectInfo put(ObjectKey key, ObjectBody body, PutMode mode) {
      life.live();
      return super.put(key, body, mode);
    }

    @Override
    public @Nullable ObjectInfo copyFrom(ObjectStore source, ObjectInfo from, ObjectKey to) {
      life.live();
      return super.copyFrom(source, from, to);
    }

    @Override
    public void delete(Collection<ObjectKey> keys) {
      life.live();
      super.delete(keys);
    }

    @Override
    public ObjectStore withRoot(String root) {
      return new OfLife(store.withRoot(root), life);
    }
  }
}
