package dev.milvusbackup.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Documents, Javadoc, comments and messages use plain English, and classes have the names of the
 * field. This test finds only what is unambiguous; CONTRIBUTING.md has the rules.
 */
class PlainEnglishTest {

  private static final Path ROOT = Path.of("..");

  /** What to avoid, as a regular expression in which a space matches a line break too. */
  private static final Map<String, String> PHRASES =
      Map.ofEntries(
          Map.entry("anew", "again, re-create"),
          Map.entry("tells?|told", "return, report, expose, show, receive"),
          Map.entry("metas", "metadata files"),
          Map.entry("at once", "simultaneously, immediately, in one request, in parallel"),
          Map.entry("be there|(is|are|was|were) there", "exist"),
          Map.entry("(give|gives|given|gave|giving) ((it|them|that) )?back", "return, release"),
          Map.entry("as of", "according to, see, same as"),
          Map.entry("(go|goes|went|gone|going) on", "resume, continue"),
          Map.entry("what (was|is|were) found", "result, findings"),
          Map.entry("(lie|lies|lay|lain) (in|at|on|below|under|there)", "is stored in, is under"),
          Map.entry("must not be|MUST", "cannot, is required"),
          Map.entry("[Pp]atience", "outage tolerance, retry policy"),
          Map.entry("With another \\w+", "Returns a copy with …"),
          Map.entry("(rides?|ridden) out", "survive, tolerate"),
          Map.entry("[Ww]hoever|[Ww]hosoever", "name the person, job or process"),
          Map.entry("half restored|by half", "partially restored, partially"),
          Map.entry("where (it|they|the \\w+) (lies?|lay)", "the location of"),
          Map.entry("(can|cannot) be had", "is available, is not available"),
          Map.entry("(is|are|be) waited for", "wait for"),
          Map.entry("[Hh]ow to reach (it|them)", "the connection, the address"),
          Map.entry("what led to it", "the cause"),
          Map.entry("(takes?|taking) notes", "record"),
          Map.entry("all that is wrong", "all problems"));

  /** Names of classes that have given way to the words of the field. */
  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("Aftermath", "CreateFailureHandler"),
          Map.entry("Beginning", "StartMode"),
          Map.entry("Collected", "ExportedData"),
          Map.entry("CollectionFreezer", "SnapshotTaker"),
          Map.entry("CreateBackupRequest", "BackupRequest"),
          Map.entry("CreatePreview", "BackupPreview"),
          Map.entry("EarlierRuns", "PreviousRuns"),
          Map.entry("FlushCut", "SnapshotCut"),
          Map.entry("FrozenCollection", "CollectionSnapshot"),
          Map.entry("FrozenSet", "SnapshotSet"),
          Map.entry("LastRename", "ConfirmedRename"),
          Map.entry("LateRows", "SecondFlush"),
          Map.entry("LevelJoin", "MetadataTreeBuilder"),
          Map.entry("NameRule", "NameConflictPolicy"),
          Map.entry("NameTaker", "TargetNameSwap"),
          Map.entry("Occupant", "ExistingContent"),
          Map.entry("Patience", "RetryPolicy"),
          Map.entry("PiecedStream", "ChunkedInputStream"),
          Map.entry("ReadOnlyList", "LazyList"),
          Map.entry("RestoreGate", "ServerCompatibility"),
          Map.entry("Resumption", "ResumeDecider"),
          Map.entry("SealedStream", "SelfDigestInputStream"),
          Map.entry("SetFreezer", "SnapshotTaker"),
          Map.entry("WithoutLastByte", "DropLastByte"),
          Map.entry("config[.]Kind", "ValueType"),
          Map.entry("config[.]Schema", "ConfigSchema"),
          Map.entry("config[.]Setting", "ConfigKey"),
          Map.entry("config[.]Settings", "ResolvedConfig"),
          Map.entry("config[.]Value", "ResolvedValue"));

  /** Comments and literals of Java; the groups are what is in them. */
  private static final Pattern COMMENT_OR_LITERAL =
      Pattern.compile(
          "/\\*(.*?)\\*/|//([^\\n]*)|\"\"\"(.*?)\"\"\"|\"((?:\\\\.|[^\"\\\\\\n])*)\"|'(?:\\\\.|[^'\\\\])+'",
          Pattern.DOTALL);

  private static final Pattern PARAMETER = Pattern.compile("@param +\\w+");

  private static final Pattern CODE_IN_PAGE =
      Pattern.compile(
          "^```.*?^```|^ {4}.*?$|`[^`\\n]*`|](?=\\()\\([^)]*\\)",
          Pattern.DOTALL | Pattern.MULTILINE);

  @Test
  void pagesUsePlainEnglish() throws IOException {
    List<String> findings = new ArrayList<>();
    for (Path page : MarkdownPages.all()) {
      String prose = withoutCode(Files.readString(page));
      PHRASES.forEach(
          (phrase, instead) -> {
            if (!(page.endsWith("docs/format.md") && phrase.contains("MUST"))) {
              findings.addAll(find(page, prose, words(phrase), instead));
            }
          });
    }

    assertThat(findings).isEmpty();
  }

  @Test
  void commentsAndMessagesUsePlainEnglish() throws IOException {
    List<String> findings = new ArrayList<>();
    for (Path source : sources()) {
      String prose = proseOf(Files.readString(source));
      PHRASES.forEach(
          (phrase, instead) -> findings.addAll(find(source, prose, words(phrase), instead)));
    }

    assertThat(findings).isEmpty();
  }

  @Test
  void classesHaveTheNamesOfTheField() throws IOException {
    List<String> findings = new ArrayList<>();
    for (Path source : sources()) {
      String code = Files.readString(source);
      NAMES.forEach(
          (name, instead) -> {
            String simple = name.substring(name.lastIndexOf(']') + 1);
            if (simple.equals(name) || source.toString().contains("/config/")) {
              Pattern use =
                  Pattern.compile(
                      "\\b"
                          + simple
                          + "\\b(?= *[.(<]| \\w+ *[;=,)])|\\b"
                          + "(?:class|record|enum|interface) "
                          + simple
                          + "\\b");
              findings.addAll(find(source, code, use, instead));
            }
          });
    }

    assertThat(findings).isEmpty();
  }

  @Test
  void aPhraseIsReportedWithItsLineAndTheReplacement() {
    String prose = proseOf("int a;\n/** Filled\n * in. The job is told. */\n");

    assertThat(find(Path.of("a.java"), prose, words("tells?|told"), "receive"))
        .containsExactly("a.java:3: told (write: receive)");
  }

  @Test
  void aPhraseMayGoOverTheEndOfALine() {
    String prose = proseOf("// What it\n// gives\n// back.\nlog.info(\"Gives back {}\", x);\n");

    assertThat(find(Path.of("a.java"), prose, words("[Gg]ives back"), "return"))
        .extracting(finding -> finding.substring(0, 8))
        .containsExactly("a.java:2", "a.java:4");
  }

  @Test
  void identifiersAndKeysAreNoProse() {
    assertThat(proseOf("metas.get(\"metas\"); char c = '\"';").trim()).isEmpty();
  }

  private static Pattern words(String phrase) {
    return Pattern.compile("\\b(?:" + phrase.replace(" ", "[\\s*]+") + ")\\b");
  }

  private static List<String> find(Path file, String text, Pattern wanted, String instead) {
    return wanted
        .matcher(text)
        .results()
        .map(
            m ->
                "%s:%d: %s (write: %s)"
                    .formatted(
                        file.normalize().toString().replaceFirst("^(\\.\\./)+", ""),
                        1 + text.substring(0, m.start()).chars().filter(c -> c == '\n').count(),
                        m.group().replaceAll("[\\s*]+", " "),
                        instead))
        .toList();
  }

  /**
   * The comments without names of parameters, and the literals with more than one word, each at its
   * place.
   */
  private static String proseOf(String code) {
    StringBuilder prose = new StringBuilder(code.replaceAll("[^\\n]", " "));
    Matcher found = COMMENT_OR_LITERAL.matcher(code);
    while (found.find()) {
      for (int group = 1; group <= 4; group++) {
        String text = found.group(group);
        if (text != null && (group < 3 || text.strip().contains(" "))) {
          String words = PARAMETER.matcher(text).replaceAll(m -> " ".repeat(m.group().length()));
          prose.replace(found.start(group), found.end(group), words);
        }
      }
    }
    return prose.toString();
  }

  private static String withoutCode(String page) {
    return CODE_IN_PAGE.matcher(page).replaceAll(m -> m.group().replaceAll("[^\\n]", " "));
  }

  private static List<Path> sources() throws IOException {
    try (Stream<Path> modules = Files.list(ROOT)) {
      return modules
          .flatMap(
              module -> Stream.of("src/main/java", "src/testFixtures/java").map(module::resolve))
          .filter(Files::isDirectory)
          .flatMap(PlainEnglishTest::javaFiles)
          .sorted()
          .toList();
    }
  }

  private static Stream<Path> javaFiles(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(f -> f.toString().endsWith(".java")).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
