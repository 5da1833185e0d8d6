package dev.milvusbackup.benchmarks.jmh;

import dev.milvusbackup.BackupName;
import dev.milvusbackup.internal.format.BackupLayout;
import dev.milvusbackup.internal.format.metadata.SegmentBackupInfo;
import dev.milvusbackup.storage.ObjectKey;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Keys of binlogs. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class KeyBenchmark {

  private static final long ID = 449_000_000_000_000_000L;

  private final BackupLayout layout = new BackupLayout(new BackupName("nightly"));
  private final SegmentBackupInfo segment =
      new SegmentBackupInfo(
          ID + 2, ID, ID + 1, 1, List.of(), List.of(), 1, ID + 2, false, "channel", 0, null);
  private final ObjectKey key = layout.insertLog(segment, 100, ID + 3);
  private final String path = key.path();
  private final ObjectKey directory = layout.directory();

  @Benchmark
  public ObjectKey check() {
    return ObjectKey.of(path);
  }

  @Benchmark
  public ObjectKey ofBinlog() {
    return layout.insertLog(segment, 100, ID + 3);
  }

  @Benchmark
  public String relativeTo() {
    return key.relativeTo(directory);
  }
}
