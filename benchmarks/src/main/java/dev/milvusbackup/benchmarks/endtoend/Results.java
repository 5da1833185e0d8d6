package dev.milvusbackup.benchmarks.endtoend;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** All measurements, in the order in which they were made. */
final class Results {

  /** All measurements. */
  record Measured(Operation operation, String contender, Sample sample) {}

  private final List<Measured> all = new ArrayList<>();

  void add(Operation operation, String contender, Sample sample) {
    all.add(new Measured(operation, contender, sample));
  }

  List<Measured> all() {
    return List.copyOf(all);
  }

  /** The participants, the library first. */
  Set<String> contenders() {
    Set<String> names = new LinkedHashSet<>(List.of("library"));
    all.forEach(measured -> names.add(measured.contender()));
    return names;
  }

  Summary summary(Operation operation, String contender) {
    return Summary.of(
        all.stream()
            .filter(m -> m.operation() == operation && m.contender().equals(contender))
            .map(Measured::sample)
            .toList());
  }
}
