package dev.milvusbackup.server.internal.jobs;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Metrics of jobs: the time of the latest success, failures and their reasons. */
public final class JobMetrics {

  private static final String KIND = "kind";

  private final MeterRegistry registry;
  private final Map<JobKind, AtomicInteger> running = new EnumMap<>(JobKind.class);
  private final Map<JobKind, AtomicLong> lastSuccess = new EnumMap<>(JobKind.class);

  public JobMetrics(MeterRegistry registry) {
    this.registry = registry;
    for (JobKind kind : JobKind.values()) {
      running.put(kind, gauge("milvus_backup_jobs_running", "Jobs running", kind));
      lastSuccess.put(kind, new AtomicLong());
    }
  }

  void started(JobRecord job) {
    running.getOrDefault(job.kind(), new AtomicInteger()).incrementAndGet();
  }

  void ended(JobRecord job) {
    running.getOrDefault(job.kind(), new AtomicInteger()).decrementAndGet();
    String kind = job.kind().label();
    Timer.builder("milvus_backup_job_duration")
        .description("How long jobs took")
        .tag(KIND, kind)
        .tag("outcome", job.state() == JobState.SUCCESS ? "success" : "failure")
        .register(registry)
        .record(job.duration());
    if (job.state() == JobState.SUCCESS) {
      succeeded(job);
      counter("milvus_backup_bytes", "Bytes backed up or restored", job)
          .register(registry)
          .increment((double) job.bytes());
      counter("milvus_backup_rows", "Rows backed up or restored", job)
          .register(registry)
          .increment((double) job.rows());
    } else {
      counter("milvus_backup_job_failures", "Failed jobs by the kind of error", job)
          .tag("reason", job.reason())
          .register(registry)
          .increment();
    }
  }

  /** A job of a former server: its success still counts. */
  void recovered(JobRecord job) {
    if (job.state() == JobState.SUCCESS) {
      succeeded(job);
    }
  }

  private void succeeded(JobRecord job) {
    AtomicLong last = lastSuccess.getOrDefault(job.kind(), new AtomicLong());
    if (last.getAndAccumulate(job.endMillis() / 1000, Math::max) == 0) {
      // Registered only now: a 0 would look like a backup in 1970.
      Gauge.builder("milvus_backup_last_success_timestamp_seconds", last, AtomicLong::get)
          .description("When the latest successful job ended, in seconds since the epoch")
          .tag(KIND, job.kind().label())
          .register(registry);
    }
  }

  private Counter.Builder counter(String name, String text, JobRecord job) {
    return Counter.builder(name).description(text).tag(KIND, job.kind().label());
  }

  private AtomicInteger gauge(String name, String text, JobKind kind) {
    AtomicInteger value = new AtomicInteger();
    Gauge.builder(name, value, AtomicInteger::get)
        .description(text)
        .tag(KIND, kind.label())
        .register(registry);
    return value;
  }
}
