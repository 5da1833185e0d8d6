package dev.milvusbackup.config.internal;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The type of a setting's values.
 *
 * @param name one of the names in {@link #problemWith}
 * @param choices the valid values where the name is "choice"
 */
public record ValueType(String name, List<String> choices) {

  private static final int MAX_PORT = 65535;
  private static final Set<String> TRUE = Set.of("1", "t", "T", "true", "TRUE", "True");
  private static final Set<String> FALSE = Set.of("0", "f", "F", "false", "FALSE", "False");

  /** Reads {@code port}, {@code choice:a|b} and the like. */
  public static ValueType parse(String text) {
    int colon = text.indexOf(':');
    return colon < 0
        ? new ValueType(text, List.of())
        : new ValueType(text.substring(0, colon), List.of(text.substring(colon + 1).split("\\|")));
  }

  public boolean isSecret() {
    return name.equals("secret");
  }

  public static boolean isTrue(String flag) {
    return TRUE.contains(flag);
  }

  /** The problem of a value. The message contains the value only if it cannot be a secret. */
  public Optional<String> problemWith(String value) {
    return switch (name) {
      case "flag" -> unless(TRUE.contains(value) || FALSE.contains(value), "true or false", value);
      case "number" -> unless(isBetween(value, 0, Integer.MAX_VALUE), "a number from 0", value);
      case "count" -> unless(isBetween(value, 1, Integer.MAX_VALUE), "a number from 1", value);
      case "port" -> unless(isBetween(value, 1, MAX_PORT), "a port from 1 to 65535", value);
      case "choice" ->
          unless(choices.contains(value), "one of " + String.join(", ", choices), value);
      case "provider" ->
          unless(Provider.isKnown(value), "one of " + String.join(", ", Provider.names()), value);
      case "text", "secret" -> Optional.empty();
      default -> throw new IllegalStateException("No kind " + name);
    };
  }

  private static Optional<String> unless(boolean valid, String expected, String value) {
    return valid
        ? Optional.empty()
        : Optional.of("must be %s, not '%s'".formatted(expected, value));
  }

  private static boolean isBetween(String value, int least, int most) {
    try {
      int number = Integer.parseInt(value);
      return number >= least && number <= most;
    } catch (NumberFormatException e) {
      return false;
    }
  }
}
