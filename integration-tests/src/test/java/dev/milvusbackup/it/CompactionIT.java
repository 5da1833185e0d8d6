package dev.milvusbackup.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.error.MilvusUnavailableException;
import dev.milvusbackup.internal.milvus.MilvusGateway;
import dev.milvusbackup.internal.milvus.grpc.GrpcMilvusGateway;
import dev.milvusbackup.internal.milvus.segments.PersistentSegment;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A collection whose small segments Milvus merges. For some milliseconds Milvus 2.3 lists a merged
 * one as flushing, and no longer those that it was made of; or it fails, since one is gone. Creates
 * seldom meet those milliseconds, so this lists segments all the time, by the class that they use.
 */
@Tag(Tier.SLOW)
class CompactionIT {

  private static final CollectionName NAME =
      new CollectionName(CollectionName.DEFAULT_DATABASE, "merged");
  private static final int FLUSHES = 10;
  private static final int ROWS = 100;
  private static final Duration LONGEST = Duration.ofMinutes(2);

  @Test
  void whatWasListedOnceIsInEveryLaterList() {
    try (MilvusUnderTest milvus = MilvusUnderTest.onMinio();
        MilvusGateway gateway = new GrpcMilvusGateway(milvus.connection(), LONGEST)) {
      Sample sample = Sample.shape(NAME.name()).create(milvus.client());
      long listed = 0;
      for (long flush = 0; flush < FLUSHES; flush++) {
        sample.insert(flush * ROWS, ROWS);
        flush(gateway);
        listed = listUntil((flush + 1) * ROWS, listed, gateway);
      }
      assertThat(listed).isEqualTo(FLUSHES * ROWS);
    }
  }

  /** Not waited for, so that lists are taken meanwhile. Later servers limit the rate of flushes. */
  private static void flush(MilvusGateway gateway) {
    await()
        .atMost(LONGEST)
        .ignoreExceptionsInstanceOf(MilvusUnavailableException.class)
        .untilAsserted(() -> gateway.segments().flush(NAME));
  }

  private static long listUntil(long wanted, long before, MilvusGateway gateway) {
    long end = System.nanoTime() + LONGEST.toNanos();
    long listed = before;
    while (listed < wanted) {
      assertThat(System.nanoTime()).as("%d of %d rows", listed, wanted).isLessThan(end);
      long rows =
          gateway
              .segments()
              .of(NAME)
              .map(segments -> segments.stream().mapToLong(PersistentSegment::rows).sum())
              .orElse(listed);
      assertThat(rows).isGreaterThanOrEqualTo(listed);
      listed = rows;
    }
    return listed;
  }
}
