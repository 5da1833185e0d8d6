package dev.milvusbackup.benchmarks.endtoend;

import java.util.ArrayList;
import java.util.List;

/**
 * Bars of the medians as SVG, one group for each operation, with a line from fastest to slowest.
 */
record Chart(Shape shape, Results results) {

  private static final List<String> COLORS =
      List.of("#2f6fb0", "#c0603a", "#7a9a3f", "#8a6fae", "#777777");
  private static final int LABEL = 170;
  private static final int WIDTH = 560;
  private static final int BAR = 16;

  String svg() {
    List<String> contenders = List.copyOf(results.contenders());
    List<String> parts = new ArrayList<>();
    int y = 50;
    for (Operation operation : Operation.values()) {
      double longest =
          contenders.stream()
              .mapToDouble(c -> results.summary(operation, c).slowest())
              .max()
              .orElse(0);
      if (longest == 0) {
        continue;
      }
      parts.add(text(10, y + 12, operation.label(), "font-weight=\"bold\""));
      for (String contender : contenders) {
        Summary summary = results.summary(operation, contender);
        if (summary.rounds() > 0) {
          parts.add(bar(contender, summary, longest, y, contenders.indexOf(contender)));
          y += BAR + 4;
        }
      }
      y += 14;
    }
    String head =
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" font-family=\"sans-serif\" font-size=\"12\">\n<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>\n%s"
            .formatted(
                LABEL + WIDTH + 100,
                y + 10,
                text(10, 24, shape + ", seconds, shorter is better", "font-size=\"13\""));
    return head + String.join("", parts) + "</svg>\n";
  }

  private static String bar(
      String contender, Summary summary, double longest, int y, int contenderIndex) {
    double scale = WIDTH / longest;
    double middle = y + BAR / 2.0;
    return text(70, y + 12, contender, "")
        + Report.format(
            "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>%n",
            LABEL, y, summary.median() * scale, BAR, COLORS.get(contenderIndex % COLORS.size()))
        + Report.format(
            "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"black\"/>%n",
            LABEL + summary.fastest() * scale, middle, LABEL + summary.slowest() * scale, middle)
        + text(
            (int) (LABEL + summary.slowest() * scale + 6),
            y + 12,
            Report.format("%.2f", summary.median()),
            "");
  }

  private static String text(int x, int y, String text, String attributes) {
    String escaped = text.replace("&", "&amp;").replace("<", "&lt;");
    return "<text x=\"%d\" y=\"%d\" %s>%s</text>\n".formatted(x, y, attributes, escaped);
  }
}
