package dev.milvusbackup.examples;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerifyDataTest {

  private final List<HelloRow> written = HelloRow.written(false);
  private final List<HelloRow> stored = new ArrayList<>(HelloRow.written(false));

  @Test
  void theSameRowsAreWrittenAtEachCall() {
    assertThatCode(this::verify).doesNotThrowAnyException();
  }

  @Test
  void namesTheFirstRowThatDiffers() {
    HelloRow row = written.get(7);
    stored.set(7, new HelloRow(row.pk(), 0.5, row.var(), row.embeddings()));

    assertThatThrownBy(this::verify)
        .hasMessageContaining("hello has HelloRow[pk=%d, random=0.5", row.pk())
        .hasMessageContaining("; written was " + row);
  }

  @Test
  void countsRows() {
    stored.remove(0);

    assertThatThrownBy(this::verify).hasMessage("hello has 2999 rows; 3000 were written");
  }

  private void verify() {
    VerifyData.requireEqual("hello", written, stored);
  }
}
