package dev.milvusbackup.config.internal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** The keys of a version of the file. Each version has one instance. */
public final class ConfigSchema {

  public static final ConfigSchema V1 = read("schema-v1.txt");
  public static final ConfigSchema V2 = read("schema-v2.txt");

  /** With more wrong letters than this part of the last name, a suggestion would be a guess. */
  private static final double TYPOS = 0.4;

  private final List<ConfigKey> settings;

  private ConfigSchema(List<ConfigKey> settings) {
    this.settings = settings;
  }

  /** In the order of the documentation. */
  public List<ConfigKey> settings() {
    return settings;
  }

  /** Finds the setting of a key or, in overrides, of an environment variable. */
  public Optional<ConfigKey> find(String keyOrVariable) {
    return settings.stream()
        .filter(s -> hasKey(s, keyOrVariable) || hasVariable(s, keyOrVariable))
        .findFirst();
  }

  public boolean knows(String key) {
    return settings.stream().anyMatch(s -> hasKey(s, key));
  }

  /** The known key that a misspelled one probably means. */
  public Optional<String> nearest(String key) {
    String wanted = key.toLowerCase(Locale.ROOT);
    int lastName = key.length() - key.lastIndexOf('.') - 1;
    LevenshteinDistance distance = new LevenshteinDistance((int) Math.ceil(lastName * TYPOS));
    return settings.stream()
        .flatMap(s -> s.keys().stream())
        .filter(k -> distance.apply(wanted, k.toLowerCase(Locale.ROOT)) >= 0)
        .min(Comparator.comparing(k -> distance.apply(wanted, k.toLowerCase(Locale.ROOT))));
  }

  private static boolean hasKey(ConfigKey setting, String key) {
    return setting.keys().stream().anyMatch(key::equalsIgnoreCase);
  }

  private static boolean hasVariable(ConfigKey setting, String variable) {
    return !variable.isEmpty() && setting.variable().equalsIgnoreCase(variable);
  }

  private static ConfigSchema read(String resource) {
    try (InputStream in = Objects.requireNonNull(ConfigSchema.class.getResourceAsStream(resource));
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return new ConfigSchema(
          lines.lines().filter(l -> !l.startsWith("#")).map(ConfigKey::parse).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
