package dev.milvusbackup.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The Markdown pages of the project, as paths relative to this module. */
final class MarkdownPages {

  private static final Path ROOT = Path.of("..");

  private MarkdownPages() {}

  /** The README and everything under {@code docs}: the pages for users. */
  static List<Path> ofReaders() throws IOException {
    return Stream.concat(Stream.of(ROOT.resolve("README.md")), below("docs").stream()).toList();
  }

  /** All pages, those for contributors included. */
  static List<Path> all() throws IOException {
    Stream<Path> forContributors =
        Stream.of("ARCHITECTURE.md", "CHANGELOG.md", "CONTRIBUTING.md", "dev/README.md")
            .map(ROOT::resolve);
    return Stream.concat(ofReaders().stream(), forContributors).toList();
  }

  private static List<Path> below(String folder) throws IOException {
    try (Stream<Path> files = Files.walk(ROOT.resolve(folder))) {
      return files.filter(f -> f.toString().endsWith(".md")).sorted().toList();
    }
  }
}
