package dev.milvusbackup.benchmarks.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {

  @TempDir Path folder;

  @Test
  void tellsMediansAndRatios() throws Exception {
    Results results = new Results();
    for (double seconds : new double[] {3, 1, 2}) {
      results.add(Operation.RESTORE, "a <tool> & more", new Sample(2 * seconds, 0.5, 7 << 20, 0));
      results.add(Operation.RESTORE, "library", new Sample(seconds, 0.5, 5 << 20, 3 << 20));
    }

    new Report(Shape.parse(new String[] {"--rows=10", "--rounds=3"}), results).write(folder);

    assertThat(Files.readString(folder.resolve("results.md")))
        .contains("| restore | library | 2.000 | 1.000 - 3.000 | 1.00 | 0.50 | 5 | 3 |")
        .contains("| restore | a <tool> & more | 4.000 | 2.000 - 6.000 | 0.50 | 0.50 | 7 |  |");
    assertThat(Files.readAllLines(folder.resolve("results.csv"))).hasSize(7);
    JsonNode json = new JsonMapper().readTree(folder.resolve("results.json").toFile());
    assertThat(json.path("measurements")).hasSize(6);
    assertThat(json.path("shape").path("rows").asInt()).isEqualTo(10);
    // Throws if it is no XML.
    DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(folder.resolve("results.svg").toFile());
  }

  @Test
  void medianOfAnEvenNumberLiesBetween() {
    Sample one = new Sample(1, 0, 0, 0);
    Sample four = new Sample(4, 0, 0, 0);

    assertThat(Summary.of(List.of(four, one)).median()).isEqualTo(2.5);
    assertThat(Summary.of(List.of()).rounds()).isZero();
  }

  @Test
  void shapesThatAreNotMeantAreRefused() {
    for (String argument : new String[] {"--segment=3", "segments=3", "--rows"}) {
      assertThatThrownBy(() -> Shape.parse(new String[] {argument}))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
