package dev.milvusbackup.benchmarks.jmh;

import dev.milvusbackup.BackupName;
import dev.milvusbackup.benchmarks.scale.Simulation;
import dev.milvusbackup.internal.format.BackupLayout;
import dev.milvusbackup.internal.format.commit.CommitJson;
import dev.milvusbackup.internal.format.commit.CommitRecord;
import dev.milvusbackup.internal.format.json.MetadataBody;
import dev.milvusbackup.internal.format.metadata.BackupInfo;
import dev.milvusbackup.internal.format.metadata.GoMetadata;
import dev.milvusbackup.internal.format.metadata.MetadataFiles;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.memory.InMemoryObjectStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Manifest and metadata files of a backup with 1,000 segments of 10 binlogs each; time per binlog.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(MetadataBenchmark.OBJECTS)
public class MetadataBenchmark {

  static final int OBJECTS = 10_000;

  @SuppressWarnings("NullAway.Init") // JMH sets it up
  private byte[] commitJson;

  @SuppressWarnings("NullAway.Init") // JMH sets it up
  private byte[] treeJson;

  @SuppressWarnings("NullAway.Init") // JMH sets it up
  private CommitRecord commit;

  @SuppressWarnings("NullAway.Init") // JMH sets it up
  private BackupInfo tree;

  /** Creates a backup of simulated binlogs. */
  @Setup
  public void create() throws IOException {
    BackupLayout layout = new BackupLayout(new BackupName("jmh"));
    ObjectStore store = InMemoryObjectStore.create();
    try (Simulation simulation = new Simulation(1, OBJECTS / 10, store)) {
      simulation.create("jmh");
    }
    commitJson = read(store, layout.commit());
    treeJson = read(store, layout.meta(MetadataFiles.FULL));
    commit = readCommit();
    tree = readTree();
  }

  /** The commit object, with its digest. */
  @Benchmark
  public long writeCommit() throws IOException {
    return write(CommitJson.write(commit));
  }

  @Benchmark
  public CommitRecord readCommit() {
    return CommitJson.read(commitJson, "manifest.json");
  }

  /** All five metadata files, with their digests. */
  @Benchmark
  public long writeMetas() throws IOException {
    long bytes = 0;
    for (MetadataBody meta : GoMetadata.write(tree).values()) {
      bytes += write(meta);
    }
    return bytes;
  }

  @Benchmark
  public BackupInfo readTree() throws IOException {
    return GoMetadata.readTree("jmh", new ByteArrayInputStream(treeJson));
  }

  private static long write(MetadataBody body) throws IOException {
    try (InputStream json = body.open()) {
      return json.transferTo(OutputStream.nullOutputStream());
    }
  }

  private static byte[] read(ObjectStore store, ObjectKey key) throws IOException {
    try (InputStream in = store.open(key, 0, Long.MAX_VALUE)) {
      return in.readAllBytes();
    }
  }
}
