package dev.milvusbackup.internal.milvus.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milvusbackup.internal.milvus.segments.PersistentSegment;
import io.milvus.grpc.GetPersistentSegmentInfoResponse;
import io.milvus.grpc.PersistentSegmentInfo;
import io.milvus.grpc.SegmentState;
import org.junit.jupiter.api.Test;

class MilvusAnswersTest {

  @Test
  void segmentsAreThoseThatAreFlushed() {
    assertThat(
            MilvusAnswers.segments(
                listed(SegmentState.Growing, SegmentState.Flushed, SegmentState.Sealed)))
        .hasValueSatisfying(
            segments -> assertThat(segments).extracting(PersistentSegment::id).containsExactly(1L));
  }

  @Test
  void noListIsReliedOnInWhichOneIsStillFlushing() {
    assertThat(MilvusAnswers.segments(listed(SegmentState.Flushed, SegmentState.Flushing)))
        .isEmpty();
  }

  private static GetPersistentSegmentInfoResponse listed(SegmentState... states) {
    var answer = GetPersistentSegmentInfoResponse.newBuilder();
    for (int id = 0; id < states.length; id++) {
      answer.addInfos(
          PersistentSegmentInfo.newBuilder().setSegmentID(id).setNumRows(10).setState(states[id]));
    }
    return answer.build();
  }
}
