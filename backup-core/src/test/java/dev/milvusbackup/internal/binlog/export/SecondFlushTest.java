package dev.milvusbackup.internal.binlog.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milvusbackup.internal.format.metadata.FlushPoint;
import dev.milvusbackup.internal.milvus.segments.FlushTicket;
import dev.milvusbackup.internal.milvus.segments.PersistentSegment;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Of a flush that has found segment 1 written out, and has written out segment 2. */
class SecondFlushTest {

  private static final FlushTicket FIRST = flush(List.of(2L), List.of(1L));

  @Test
  void theSegmentsOfTheSecondFlushAreAdded() {
    SecondFlush late = after(flush(List.of(3L), List.of(1L, 2L)), 1, 2, 3, 4);

    assertThat(ids(late.addTo(listed(1, 2), FIRST))).hasValue(List.of(1L, 2L, 3L));
  }

  @Test
  void whatACompactionHadMadeBeforeIsKnown() {
    SecondFlush late = after(flush(List.of(3L), List.of(5L)), 3, 5);

    assertThat(ids(late.addTo(listed(5), FIRST))).hasValue(List.of(5L, 3L));
  }

  @Test
  void whatIsMadeMeanwhileIsNotGuessedAt() {
    SecondFlush late = after(flush(List.of(3L), List.of(5L)), 3, 5);

    assertThat(late.addTo(listed(1, 2), FIRST)).isEmpty();
  }

  @Test
  void aSegmentThatIsListedNoLongerIsMissed() {
    SecondFlush late = after(flush(List.of(3L), List.of(1L, 2L)), 1, 2, 6);

    assertThat(late.addTo(listed(1, 2), FIRST)).isEmpty();
  }

  private static SecondFlush after(FlushTicket second, long... listed) {
    return new SecondFlush(() -> second, () -> listed(listed));
  }

  private static FlushTicket flush(List<Long> written, List<Long> before) {
    return new FlushTicket(written, before, 1, FlushPoint.NONE);
  }

  private static SegmentInventory listed(long... segments) {
    return new SegmentInventory(
        LongStream.of(segments)
            .mapToObj(id -> new PersistentSegment(id, 2, 100, false, 0))
            .toList(),
        Map.of(),
        Map.of());
  }

  private static Optional<List<Long>> ids(Optional<SegmentInventory> inventory) {
    return inventory.map(i -> i.segments().stream().map(PersistentSegment::id).toList());
  }
}
