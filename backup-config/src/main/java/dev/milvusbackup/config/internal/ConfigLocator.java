package dev.milvusbackup.config.internal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Searches the file in the same places as the Go tool. */
public record ConfigLocator(Path path, Map<String, String> environment) {

  private static final String FOLDER_VARIABLE = "MILVUSCONF";

  public Optional<Path> find() {
    return candidates().stream().filter(Files::isRegularFile).findFirst();
  }

  /** The path itself, then a file of the same name in two folders. */
  public List<Path> candidates() {
    String name = String.valueOf(path.getFileName());
    Stream<Path> folder =
        Optional.ofNullable(environment.get(FOLDER_VARIABLE)).map(Path::of).stream();
    return Stream.of(
            Stream.of(path), folder.map(f -> f.resolve(name)), Stream.of(Path.of("configs", name)))
        .flatMap(s -> s)
        .toList();
  }
}
