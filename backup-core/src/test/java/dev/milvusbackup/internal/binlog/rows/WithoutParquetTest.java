package dev.milvusbackup.internal.binlog.rows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milvusbackup.internal.format.metadata.Binlog;
import dev.milvusbackup.internal.format.metadata.CollectionBackupInfo;
import dev.milvusbackup.internal.format.metadata.FieldBinlog;
import dev.milvusbackup.internal.format.metadata.PartitionBackupInfo;
import dev.milvusbackup.internal.format.metadata.SegmentBackupInfo;
import dev.milvusbackup.internal.job.CancelToken;
import dev.milvusbackup.internal.milvus.fake.SampleSchema;
import dev.milvusbackup.storage.memory.InMemoryObjectStore;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The Parquet library is no dependency of backup-core: most applications do not have it. */
class WithoutParquetTest {

  @Test
  void rowsAreCountedWithoutTheLibraryIfNothingWasDeleted() throws Exception {
    assertThat(withoutParquet(Undeleted.class)).isEqualTo("30");
  }

  @Test
  void deletesNeedTheLibrary() throws Exception {
    assertThat(withoutParquet(Deleted.class))
        .isEqualTo(
            "it has deletes, and reading them needs dev.milvusbackup:backup-logical on the class path");
  }

  /** Counts the rows of a segment, in a class loader of its own. */
  public static class Undeleted implements Callable<String> {

    @Override
    public String call() throws Exception {
      return count(List.of());
    }
  }

  /** The same with a delta log. */
  public static class Deleted implements Callable<String> {

    @Override
    public String call() throws Exception {
      return count(List.of(new Binlog("delta_log/1/2/3/4", 10, 4)));
    }
  }

  private static String count(List<Binlog> deletes) {
    SegmentBackupInfo segment =
        new SegmentBackupInfo(
            3, 1, 2, 30, List.of(), List.of(new FieldBinlog(0, deletes)), 0, 3, false, "", 1, null);
    PartitionBackupInfo partition =
        new PartitionBackupInfo(2, "_default", 1, List.of(segment), 0, "");
    CollectionBackupInfo collection =
        SampleSchema.numbered().build().withData(List.of(partition), List.of());
    try {
      return Long.toString(
          new RemainingRows(InMemoryObjectStore.create(), new CancelToken()).count(collection));
    } catch (UncountableException e) {
      return e.getMessage();
    }
  }

  /** With all classes of this JVM but those of the Parquet library. */
  private static Object withoutParquet(Class<?> task) throws Exception {
    URL[] others =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> !entry.contains("parquet"))
            .map(WithoutParquetTest::url)
            .toArray(URL[]::new);
    try (URLClassLoader loader = new URLClassLoader(others, ClassLoader.getPlatformClassLoader())) {
      Object made = loader.loadClass(task.getName()).getDeclaredConstructor().newInstance();
      return ((Callable<?>) made).call();
    }
  }

  private static URL url(String entry) {
    try {
      return Path.of(entry).toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
