package dev.milvusbackup.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The README shows nothing that is not compiled and run: each Java snippet, named by a comment
 * before it, is the region of that name in these sources.
 */
class ReadmeTest {

  private static final Pattern REGION =
      Pattern.compile(" *// tag::([a-z0-9-]+)\\[]\\n(.*?) *// end::\\1\\[]\\n", Pattern.DOTALL);
  private static final Pattern SNIPPET =
      Pattern.compile(
          "(?:<!-- snippet: ([a-z0-9-]+) -->\\n)?```java\\n(.*?)```\\n", Pattern.DOTALL);

  @Test
  void eachSnippetIsARegionOfTheSources() throws IOException {
    Map<String, String> snippets = new TreeMap<>();
    Matcher found = SNIPPET.matcher(Files.readString(Path.of("../README.md")));
    while (found.find()) {
      assertThat(found.group(1)).as("the name of this snippet:\n%s", found.group(2)).isNotNull();
      snippets.put(found.group(1), found.group(2));
    }

    assertThat(snippets).isEqualTo(regions());
  }

  private static Map<String, String> regions() throws IOException {
    Map<String, String> regions = new TreeMap<>();
    try (Stream<Path> files = Files.walk(Path.of("src"))) {
      files.filter(f -> f.toString().endsWith(".java")).forEach(f -> addRegions(f, regions));
    }
    return regions;
  }

  private static void addRegions(Path file, Map<String, String> regions) {
    try {
      Matcher found = REGION.matcher(Files.readString(file));
      while (found.find()) {
        assertThat(regions.put(found.group(1), unindented(found.group(2))))
            .as("another region %s", found.group(1))
            .isNull();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String unindented(String region) {
    return region.stripTrailing().stripIndent() + "\n";
  }
}
