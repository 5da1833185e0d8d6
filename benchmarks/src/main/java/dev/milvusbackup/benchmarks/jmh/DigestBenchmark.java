package dev.milvusbackup.benchmarks.jmh;

import dev.milvusbackup.internal.job.JobContext;
import dev.milvusbackup.internal.job.Parallel;
import dev.milvusbackup.internal.storage.ForwardingObjectStore;
import dev.milvusbackup.internal.transfer.CopiedObject;
import dev.milvusbackup.internal.transfer.ObjectCopier;
import dev.milvusbackup.internal.transfer.ObjectCopy;
import dev.milvusbackup.storage.ObjectBody;
import dev.milvusbackup.storage.ObjectInfo;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.PutMode;
import dev.milvusbackup.storage.memory.InMemoryObjectStore;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A mebibyte through this process, with its digest, from memory to memory. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class DigestBenchmark {

  private static final ObjectKey KEY = ObjectKey.of("binlog");
  private static final int SIZE = 1 << 20;

  private final ObjectStore source = InMemoryObjectStore.create();
  private final ObjectStore target = new NoCopies(InMemoryObjectStore.create());
  private final ObjectCopier copier =
      new ObjectCopier(source, target, new Parallel(Runnable::run, 1));
  private final List<ObjectCopy> copies =
      List.of(new ObjectCopy(KEY, KEY, SIZE, Optional.empty(), 0));
  private final JobContext job = JobContext.unobserved("jmh");

  /** Creates the content. */
  @Setup
  public void fill() {
    byte[] content = new byte[SIZE];
    new Random(42).nextBytes(content);
    source.put(KEY, ObjectBody.of(content), PutMode.REPLACE);
  }

  @Benchmark
  public List<CopiedObject> copy() {
    return copier.copyAll(copies, job);
  }

  /** As if the other store belonged to another service. */
  private static final class NoCopies extends ForwardingObjectStore {

    NoCopies(ObjectStore store) {
      super(store);
    }

    @Override
    public @Nullable ObjectInfo copyFrom(ObjectStore source, ObjectInfo from, ObjectKey to) {
      return null;
    }

    @Override
    public ObjectStore withRoot(String root) {
      throw new UnsupportedOperationException();
    }
  }
}
