package dev.milvusbackup.server.internal.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.milvusbackup.storage.ObjectBody;
import dev.milvusbackup.storage.ObjectInfo;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectNotFoundException;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.PutMode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Job records in the backup store, one small object each. The directory begins with a dot, so it
 * cannot be mistaken for a backup.
 */
public final class JobJournal {

  private static final Logger LOG = LoggerFactory.getLogger(JobJournal.class);
  private static final ObjectKey DIRECTORY = ObjectKey.of(".jobs");
  private static final String SUFFIX = ".json";
  private static final long MAX_BYTES = 16L << 20;

  private final ObjectStore store;
  private final JsonMapper json = new JsonMapper();

  public JobJournal(ObjectStore store) {
    this.store = store;
  }

  void write(JobRecord job) {
    try {
      ObjectBody body = ObjectBody.of(json.writeValueAsBytes(job));
      store.put(key(job.id()), body, PutMode.REPLACE);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  Optional<JobRecord> read(String id) {
    return JobIdRule.isValid(id) ? read(key(id)) : Optional.empty();
  }

  /**
   * All records, oldest first. Old ones are deleted. Those that were running when the former server
   * died are marked as interrupted, since this server is the only one of the store.
   */
  List<JobRecord> recover(Duration retention) {
    Instant oldest = Instant.now().minus(retention);
    List<JobRecord> kept = new ArrayList<>();
    List<ObjectKey> expired = new ArrayList<>();
    for (ObjectKey key : keys()) {
      read(key)
          .ifPresent(
              job -> {
                if (job.endedBefore(oldest)) {
                  expired.add(key);
                } else {
                  kept.add(settled(job));
                }
              });
    }
    store.delete(expired);
    kept.sort(Comparator.comparingLong(JobRecord::startMillis));
    return kept;
  }

  private JobRecord settled(JobRecord job) {
    if (job.state().ended()) {
      return job;
    }
    JobRecord interrupted = job.interrupted();
    LOG.warn("Job {} ({} of '{}') was interrupted", job.id(), job.kind().label(), job.backup());
    write(interrupted);
    return interrupted;
  }

  private List<ObjectKey> keys() {
    try (Stream<ObjectInfo> objects = store.list(DIRECTORY)) {
      return objects.map(ObjectInfo::key).filter(key -> key.path().endsWith(SUFFIX)).toList();
    }
  }

  private Optional<JobRecord> read(ObjectKey key) {
    try (InputStream in = store.open(key, 0, MAX_BYTES)) {
      return Optional.of(json.readValue(in.readAllBytes(), JobRecord.class));
    } catch (ObjectNotFoundException e) {
      return Optional.empty();
    } catch (JsonProcessingException e) {
      LOG.warn("Ignoring {} of {}: not a job record", key, store.displayName());
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ObjectKey key(String id) {
    return DIRECTORY.resolve(id + SUFFIX);
  }
}
