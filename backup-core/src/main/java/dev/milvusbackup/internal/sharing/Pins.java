package dev.milvusbackup.internal.sharing;

import dev.milvusbackup.internal.format.commit.PinRecord;
import dev.milvusbackup.internal.job.CancelToken;
import dev.milvusbackup.internal.job.JobHost;
import dev.milvusbackup.storage.ObjectStore;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Writes the pins of jobs.
 *
 * @param store the store of the backups, with retries
 * @param beats runs the beats, one thread for each pin that is held
 * @param names random words
 */
public record Pins(ObjectStore store, Executor beats, Supplier<String> names) {

  /** Pins whatever there is now. */
  public Pin write(String operation, String jobId, CancelToken cancel) {
    PinRecord record =
        new PinRecord(
            operation,
            jobId,
            JobHost.name(),
            ProcessHandle.current().pid(),
            0,
            Instant.now().toString(),
            List.of());
    return Pin.write(store, names.get(), record, beats, cancel);
  }
}
