package dev.milvusbackup.internal.ledger;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The key of a group. Of several records of one collection, the one under the greatest key counts.
 *
 * @param run greater than that of any run before
 * @param number counts the keys of a run
 */
record GroupKey(int run, int number) implements Comparable<GroupKey> {

  private static final Pattern PATH =
      Pattern.compile("collections/([1-9]\\d{0,8})\\.([1-9]\\d{0,8})\\.json");

  /** Of a path in the directory of a ledger; empty for other objects. */
  static Optional<GroupKey> parse(String path) {
    Matcher matcher = PATH.matcher(path);
    return matcher.matches()
        ? Optional.of(
            new GroupKey(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))))
        : Optional.empty();
  }

  String path() {
    return "collections/" + run + "." + number + ".json";
  }

  @Override
  public int compareTo(GroupKey other) {
    return Comparator.comparingInt(GroupKey::run)
        .thenComparingInt(GroupKey::number)
        .compare(this, other);
  }
}
