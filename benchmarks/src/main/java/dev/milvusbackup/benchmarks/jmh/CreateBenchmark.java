package dev.milvusbackup.benchmarks.jmh;

import dev.milvusbackup.BackupReport;
import dev.milvusbackup.benchmarks.scale.Simulation;
import dev.milvusbackup.storage.ObjectInfo;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.memory.InMemoryObjectStore;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A whole create without the work of the servers: listing, planning, handing out the copies,
 * checking and publishing. Time per binlog.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(CreateBenchmark.OBJECTS)
public class CreateBenchmark {

  static final int OBJECTS = 10_000;

  @SuppressWarnings("NullAway.Init") // JMH sets it up
  private ObjectStore store;

  @SuppressWarnings("NullAway.Init") // JMH sets it up
  private Simulation simulation;

  /** Creates the simulated servers. */
  @Setup
  public void start() {
    store = InMemoryObjectStore.create();
    simulation = new Simulation(1, OBJECTS / 10, store);
  }

  @Benchmark
  public BackupReport create() {
    return simulation.create("jmh");
  }

  /** The next backup has to be the first again. */
  @TearDown(Level.Invocation)
  public void delete() {
    try (Stream<ObjectInfo> all = store.list(ObjectKey.ROOT)) {
      List<ObjectKey> keys = all.map(ObjectInfo::key).toList();
      store.delete(keys);
    }
  }

  /** Ends its threads. */
  @TearDown
  public void stop() {
    simulation.close();
  }
}
