package dev.milvusbackup.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.milvusbackup.server.internal.backups.BackupBrief;
import dev.milvusbackup.server.internal.http.ServerJson;
import java.io.UncheckedIOException;

/** JSON as the Go tool prints it: snake case, four spaces. */
final class Json {

  private Json() {}

  static String print(Object value) {
    return print(
        JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build(),
        value);
  }

  /** The same JSON as the server's API. */
  static String printBrief(BackupBrief brief) {
    return print(ServerJson.mapperOfApi(), brief);
  }

  private static String print(JsonMapper mapper, Object value) {
    try {
      return mapper.writer(fourSpaces()).writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static DefaultPrettyPrinter fourSpaces() {
    DefaultIndenter indenter = new DefaultIndenter("    ", "\n");
    return new DefaultPrettyPrinter()
        .withObjectIndenter(indenter)
        .withArrayIndenter(indenter)
        .withSeparators(
            Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER));
  }
}
