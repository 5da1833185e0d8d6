package dev.milvusbackup.server.internal.prune;

import dev.milvusbackup.config.internal.Age;
import dev.milvusbackup.error.InvalidRequestException;
import dev.milvusbackup.retention.PruneRequest;
import dev.milvusbackup.server.internal.body.LabelOptions;
import dev.milvusbackup.server.internal.prune.PruneBody.PruneAges;
import dev.milvusbackup.server.internal.prune.PruneBody.PruneCounts;
import dev.milvusbackup.server.internal.prune.PruneBody.PruneScope;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Converts the body of prune to the library's request. */
final class PruneMapping {

  private PruneMapping() {}

  /**
   * The request.
   *
   * @throws InvalidRequestException if the body requests something unsupported
   */
  static PruneRequest request(PruneBody body) {
    PruneRequest.Builder request = PruneRequest.builder();
    select(request, body.scope(), body.ages().unreferenced());
    PruneCounts counts = body.counts();
    keep(counts.last(), request::keepLast);
    keep(counts.hourly(), request::keepHourly);
    keep(counts.daily(), request::keepDaily);
    keep(counts.weekly(), request::keepWeekly);
    keep(counts.monthly(), request::keepMonthly);
    keep(counts.yearly(), request::keepYearly);
    PruneAges ages = body.ages();
    LabelOptions.of(ages.keepLabels()).forEach(request::keepLabel);
    given(ages.within()).map(Age::parse).ifPresent(request::keepWithin);
    given(ages.incompleteAfter()).map(Age::parse).ifPresent(request::deleteIncompleteAfter);
    given(ages.gracePeriod()).map(Age::parse).ifPresent(request::gracePeriod);
    given(ages.zone()).map(PruneMapping::zone).ifPresent(request::zone);
    return request.build();
  }

  private static void select(PruneRequest.Builder request, PruneScope scope, boolean unreferenced) {
    Optional<String> prefix = given(scope.prefix());
    if (Stream.of(prefix.isPresent(), scope.all(), unreferenced).filter(b -> b).count() > 1) {
      throw new InvalidRequestException(
          "Cannot prune: prefix, all and unreferenced exclude each other.");
    }
    if (unreferenced) {
      request.unreferencedOnly();
    }
    prefix.ifPresent(request::prefix);
    if (scope.all()) {
      request.allBackups();
    }
    LabelOptions.of(scope.labels()).forEach(request::label);
  }

  private static void keep(int count, IntConsumer rule) {
    if (count != 0) {
      rule.accept(count);
    }
  }

  private static ZoneId zone(String name) {
    try {
      return ZoneId.of(name);
    } catch (DateTimeException e) {
      throw new InvalidRequestException(
          "Cannot prune: unknown time_zone. Send one such as Europe/Berlin.", e);
    }
  }

  private static Optional<String> given(@Nullable String value) {
    return Optional.ofNullable(value).filter(text -> !text.isEmpty());
  }
}
