package dev.milvusbackup.config.internal;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Reads the texts in the source of the library, since no test can cause all of its errors. */
class WordingTest {

  private static final List<Path> SOURCES =
      Stream.of("backup-core", "backup-storage-minio", "backup-storage-s3")
          .map(module -> Path.of("..", module, "src/main/java/dev/milvusbackup"))
          .toList();

  /** Only a program that uses the library wrongly sees their messages. */
  private static final Set<String> FOR_PROGRAMMERS =
      Set.of("BackupClientBuilder.java", "Limits.java", "ObjectStores.java", "StoreOptions.java");

  private static final Pattern COMMENT =
      Pattern.compile("/\\*.*?\\*/|(?<!:)//[^\\n]*", Pattern.DOTALL);
  private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\\\n]|\\\\.)*)\"");
  private static final Pattern TO_STRING = Pattern.compile("\\w+\\[\\w+=.*");
  private static final Pattern WORD = Pattern.compile("[A-Za-z_]\\w*");
  private static final Pattern CALL =
      Pattern.compile("\\b[a-z]\\w*\\((?=[^ ]*\\))|class path|backup-core|backup-logical");

  @ParameterizedTest
  @EnumSource
  void noMessageNamesJava(Wording wording) {
    Set<String> names = javaNames();
    List<String> found = new ArrayList<>();
    for (String message : messages()) {
      String said = wording.of(message);
      javaNamesIn(said, names).forEach(name -> found.add(name + " in: " + said));
    }

    assertThat(found)
        .as("messages that users of %s do not understand: add them to wording.txt", wording)
        .isEmpty();
  }

  /** Otherwise a row is left over, or a message has changed. */
  @Test
  void everyRowBelongsToAMessage() throws IOException {
    List<String> messages = messages();

    try (Stream<String> rows =
        Files.lines(Path.of("src/main/resources/dev/milvusbackup/config/internal/wording.txt"))) {
      assertThat(rows.filter(row -> !row.startsWith("#")).map(row -> row.split(" => ", 3)[0]))
          .hasSizeGreaterThan(10)
          .allSatisfy(
              java ->
                  assertThat(messages)
                      .as(java)
                      .anyMatch(message -> Pattern.compile(java).matcher(message).find()));
    }
  }

  @Test
  void theScanFindsNames() {
    Set<String> names = javaNames();

    assertThat(names).contains("IfExists", "switchAlias", "BackupMode", "renameDatabase");
    assertThat(javaNamesIn("Call mode(BackupMode.LOGICAL) and switchAlias.", names))
        .containsExactly("BackupMode", "mode(", "switchAlias");
    assertThat(messages()).hasSizeGreaterThan(150);
  }

  private static List<String> messages() {
    return sources()
        .filter(file -> !FOR_PROGRAMMERS.contains(file.getFileName().toString()))
        .flatMap(file -> literals(COMMENT.matcher(read(file)).replaceAll("")))
        .filter(text -> text.contains(" ") && !TO_STRING.matcher(text).matches())
        .map(text -> text.replace("%s", "x").replace("\\\"", "\""))
        .toList();
  }

  private static Stream<String> literals(String source) {
    String joined = source.replaceAll("\"\\s*\\+\\s*\"", "");
    return LITERAL.matcher(joined).results().map(found -> found.group(1));
  }

  private static Set<String> javaNamesIn(String text, Set<String> names) {
    Set<String> found = new TreeSet<>();
    WORD.matcher(text).results().map(r -> r.group()).filter(names::contains).forEach(found::add);
    Matcher calls = CALL.matcher(text);
    while (calls.find()) {
      found.add(calls.group());
    }
    return found;
  }

  /** Public types, and those of their methods that cannot be an English word. */
  private static Set<String> javaNames() {
    Set<String> names = new TreeSet<>(Set.of("Limits"));
    publicTypes()
        .forEach(
            type -> {
              if (type.getSimpleName().matches("[A-Z][a-z]+[A-Z].*")) {
                names.add(type.getSimpleName());
              }
              Stream.concat(Stream.of(type), Arrays.stream(type.getDeclaredClasses()))
                  .flatMap(t -> Arrays.stream(t.getDeclaredMethods()))
                  .filter(method -> Modifier.isPublic(method.getModifiers()))
                  .map(Method::getName)
                  .filter(name -> name.matches("[a-z]+[A-Z].*"))
                  .forEach(names::add);
            });
    return names;
  }

  private static List<Class<?>> publicTypes() {
    return sources()
        .filter(file -> !file.toString().contains("internal"))
        .filter(file -> !file.endsWith("package-info.java"))
        .<Class<?>>map(WordingTest::type)
        .filter(type -> Modifier.isPublic(type.getModifiers()))
        .toList();
  }

  private static Class<?> type(Path file) {
    String path = file.toString();
    String name = path.substring(path.indexOf("dev/milvusbackup"), path.length() - 5);
    try {
      return Class.forName(name.replace('/', '.'), false, WordingTest.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  private static Stream<Path> sources() {
    return SOURCES.stream().flatMap(WordingTest::javaFiles);
  }

  private static Stream<Path> javaFiles(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .collect(toCollection(ArrayList::new))
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
