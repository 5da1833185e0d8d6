package dev.milvusbackup.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The README and the pages under {@code docs} show only code that is compiled and run: each Java
 * snippet carries the name of a region of these sources and equals it, and each region is shown.
 */
class ReadmeTest {

  private static final List<Path> SOURCES = List.of(Path.of("src"), Path.of("book-search/src"));

  private static final Pattern REGION =
      Pattern.compile(" *// tag::([a-z0-9-]+)\\[]\\n(.*?) *// end::\\1\\[]\\n", Pattern.DOTALL);
  private static final Pattern SNIPPET =
      Pattern.compile(
          "(?:<!-- snippet: ([a-z0-9-]+) -->\\n)?```java\\n(.*?)```\\n", Pattern.DOTALL);

  @Test
  void eachSnippetIsARegionOfTheSources() throws IOException {
    Map<String, String> regions = regions();
    Set<String> shown = new TreeSet<>();
    for (Path page : MarkdownPages.ofReaders()) {
      Matcher found = SNIPPET.matcher(Files.readString(page));
      while (found.find()) {
        String name = found.group(1);
        assertThat(name)
            .as("the name of this snippet in %s:\n%s", page, found.group(2))
            .isNotNull();
        assertThat(found.group(2)).as("%s in %s", name, page).isEqualTo(regions.get(name));
        shown.add(name);
      }
    }

    assertThat(shown).isEqualTo(regions.keySet());
  }

  private static Map<String, String> regions() throws IOException {
    Map<String, String> regions = new TreeMap<>();
    for (Path folder : SOURCES) {
      try (Stream<Path> files = Files.walk(folder)) {
        files.filter(f -> f.toString().endsWith(".java")).forEach(f -> addRegions(f, regions));
      }
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
