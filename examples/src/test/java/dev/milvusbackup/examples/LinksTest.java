package dev.milvusbackup.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Links between the pages, and from the pages to files of the project, lead somewhere. */
class LinksTest {

  private static final Pattern CODE_BLOCK =
      Pattern.compile("^```.*?^```|^ {4}.*?$", Pattern.DOTALL | Pattern.MULTILINE);
  private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("^#+ +(.+?) *$", Pattern.MULTILINE);

  @Test
  void eachRelativeLinkAndAnchorResolves() throws IOException {
    List<String> broken = new ArrayList<>();
    for (Path page : MarkdownPages.all()) {
      Matcher link = LINK.matcher(prose(page));
      while (link.find()) {
        if (!resolves(page, link.group(1))) {
          broken.add(page + ": " + link.group(1));
        }
      }
    }

    assertThat(broken).isEmpty();
  }

  @Test
  void eachPageIsLinkedFromTheTableOfContents() throws IOException {
    Path contents = Path.of("../docs/README.md");
    Set<Path> linked =
        LINK.matcher(prose(contents))
            .results()
            .map(m -> contents.resolveSibling(m.group(1).replaceFirst("#.*", "")).normalize())
            .collect(Collectors.toSet());

    assertThat(linked)
        .containsAll(
            MarkdownPages.ofReaders().stream()
                .map(Path::normalize)
                .filter(page -> !page.equals(contents.normalize()))
                .toList());
  }

  private static boolean resolves(Path page, String link) throws IOException {
    if (link.matches("[a-z]+:.*")) {
      return true;
    }
    int hash = link.indexOf('#');
    String file = hash < 0 ? link : link.substring(0, hash);
    Path target = file.isEmpty() ? page : page.resolveSibling(file);
    return Files.exists(target) && (hash < 0 || anchors(target).contains(link.substring(hash + 1)));
  }

  /** The anchors that GitHub gives to the headings of a page. */
  private static Set<String> anchors(Path page) throws IOException {
    Map<String, Integer> uses = new HashMap<>();
    return HEADING
        .matcher(prose(page))
        .results()
        .map(m -> anchor(m.group(1)))
        .map(a -> a + (uses.merge(a, 1, Integer::sum) == 1 ? "" : "-" + (uses.get(a) - 1)))
        .collect(Collectors.toSet());
  }

  private static String anchor(String heading) {
    return heading.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-');
  }

  private static String prose(Path page) throws IOException {
    return CODE_BLOCK.matcher(Files.readString(page)).replaceAll("");
  }
}
