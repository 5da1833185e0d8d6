package dev.milvusbackup.config.internal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The words of those who do not write Java: messages of the library name options of its API, and a
 * user of the command line or of the REST API needs a flag or a field instead.
 */
public enum Wording {
  /** Flags and commands. */
  COMMAND_LINE(1),
  /** Fields and routes. */
  REST(2);

  private static final int COLUMNS = 3;

  @SuppressWarnings("ImmutableEnumChecker") // created by toList
  private final List<Replacement> replacements;

  Wording(int column) {
    this.replacements = read(column);
  }

  /** Returns a message of the library in these words. */
  public String of(@Nullable String message) {
    String text = String.valueOf(message);
    for (Replacement replacement : replacements) {
      text = replacement.java().matcher(text).replaceAll(replacement.instead());
    }
    return text;
  }

  private record Replacement(Pattern java, String instead) {}

  private static List<Replacement> read(int column) {
    try (InputStream in = Objects.requireNonNull(Wording.class.getResourceAsStream("wording.txt"));
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split(" => ", COLUMNS))
          .map(row -> new Replacement(Pattern.compile(row[0]), row[column]))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
