package dev.milvusbackup.cli;

import java.time.Duration;
import java.util.Locale;

/** Quantities for people. */
final class Amount {

  private static final double KIB = 1024;

  private Amount() {}

  static String bytes(double bytes) {
    String[] units = {"B", "KiB", "MiB", "GiB", "TiB"};
    int unit = 0;
    double value = bytes;
    while (value >= KIB && unit < units.length - 1) {
      value /= KIB;
      unit++;
    }
    return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", value, units[unit]);
  }

  /** Durations in the form of the Go tool: {@code 1.60 s}. */
  static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.2f s", duration.toMillis() / 1e3);
  }
}
