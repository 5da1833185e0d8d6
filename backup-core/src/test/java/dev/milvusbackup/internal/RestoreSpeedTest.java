package dev.milvusbackup.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milvusbackup.BackupClient;
import dev.milvusbackup.CollectionName;
import dev.milvusbackup.Limits;
import dev.milvusbackup.internal.milvus.MilvusGateway;
import dev.milvusbackup.internal.milvus.fake.InMemoryMilvus;
import dev.milvusbackup.internal.milvus.imports.ImportJob;
import dev.milvusbackup.internal.milvus.imports.ImportProgress;
import dev.milvusbackup.internal.milvus.imports.MilvusImports;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** How long restores take on the clock of a Milvus in memory. */
class RestoreSpeedTest {

  private static final int COLLECTIONS = 12;

  /** That of the command line. */
  private static final int CONCURRENT_COLLECTIONS = 2;

  abstract static class TwelveCollections extends OnInMemoryMilvus {

    TwelveCollections(String version) {
      super(version);
    }

    /** Restores collections of 3,000 rows. So many imports begin before time goes on. */
    Duration restore(int together) {
      for (int i = 0; i < COLLECTIONS; i++) {
        fill(new CollectionName("default", "small_" + i), 3000);
      }
      create("b");
      Limits limits = Limits.defaults().concurrentCollections(CONCURRENT_COLLECTIONS);
      MilvusGateway gated = new Gate(together).of(milvus);
      try (BackupClient two = InMemoryClient.of(gated, milvus, storage, backups, limits)) {
        long begin = milvus.clock().millis();
        assertThat(await(two.restore(back().build())).restored()).hasSize(COLLECTIONS);
        return Duration.ofMillis(milvus.clock().millis() - begin);
      }
    }
  }

  /** A job takes ten seconds, and jobs overlap. Two collections at a time take 85 s. */
  @Nested
  class OnMilvus26 extends TwelveCollections {

    OnMilvus26() {
      super(InMemoryMilvus.V2_6_19);
    }

    @Test
    void smallImportsOverlap() {
      assertThat(restore(COLLECTIONS)).isLessThan(Duration.ofSeconds(24));
    }
  }

  /** Jobs take two seconds each, one after another. */
  @Nested
  class OnMilvus23 extends TwelveCollections {

    OnMilvus23() {
      super(InMemoryMilvus.V2_3_5);
    }

    @Test
    void importsComeInTurn() {
      assertThat(restore(CONCURRENT_COLLECTIONS)).isGreaterThan(Duration.ofSeconds(20));
    }
  }

  /**
   * Lets nobody ask for the progress of imports before so many are under way, or all have begun:
   * asking lets time pass, and threads that ask early would leave none for the others.
   */
  private static final class Gate {

    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final int together;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();
    private int begun;

    Gate(int together) {
      this.together = together;
    }

    MilvusGateway of(MilvusGateway milvus) {
      return (MilvusGateway)
          Proxy.newProxyInstance(
              Gate.class.getClassLoader(),
              new Class<?>[] {MilvusGateway.class},
              (proxy, method, arguments) -> {
                try {
                  Object part = method.invoke(milvus, arguments);
                  return part instanceof MilvusImports imports ? new Gated(imports) : part;
                } catch (InvocationTargetException e) {
                  throw e.getCause();
                }
              });
    }

    private void begin(String job) {
      change(
          () -> {
            underWay.add(job);
            begun++;
          });
    }

    private void change(Runnable change) {
      lock.lock();
      try {
        change.run();
        changed.signalAll();
      } finally {
        lock.unlock();
      }
    }

    private void pass() {
      lock.lock();
      try {
        long left = LONGEST.toNanos();
        while (underWay.size() < together && begun < COLLECTIONS) {
          left = changed.awaitNanos(left);
          assertThat(left).as("%d imports under way at the same time", together).isPositive();
        }
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      } finally {
        lock.unlock();
      }
    }

    private final class Gated implements MilvusImports {

      private final MilvusImports imports;

      Gated(MilvusImports imports) {
        this.imports = imports;
      }

      @Override
      public String start(ImportJob job) {
        String id = imports.start(job);
        begin(id);
        return id;
      }

      @Override
      public ImportProgress progress(CollectionName target, String jobId) {
        pass();
        ImportProgress progress = imports.progress(target, jobId);
        if (progress.state() == ImportProgress.State.COMPLETED) {
          change(() -> underWay.remove(jobId));
        }
        return progress;
      }
    }
  }
}
