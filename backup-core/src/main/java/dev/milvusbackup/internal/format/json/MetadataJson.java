package dev.milvusbackup.internal.format.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.type.LogicalType;
import dev.milvusbackup.error.CorruptBackupException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * JSON as Go's {@code encoding/json} reads and writes it: empty values are left out, keys are not
 * case-sensitive, unknown keys are ignored, numbers are never quoted.
 */
public final class MetadataJson {

  private static final ObjectMapper MAPPER = mapper();
  private static final ObjectReader PART =
      MAPPER.reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private static final ObjectWriter ELEMENTS =
      MAPPER
          .writer()
          .withRootValueSeparator(",")
          .without(SerializationFeature.FLUSH_AFTER_WRITE_VALUE);

  private MetadataJson() {}

  public static byte[] write(Object value) {
    try {
      return MAPPER.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Cannot write " + value.getClass().getSimpleName(), e);
    }
  }

  /**
   * Writes the next elements of an array.
   *
   * @param most how many
   */
  static byte[] writeSome(Iterator<?> elements, int most) {
    ByteArrayOutputStream json = new ByteArrayOutputStream();
    try (SequenceWriter writer = ELEMENTS.writeValues(json)) {
      for (int i = 0; i < most && elements.hasNext(); i++) {
        writer.write(elements.next());
      }
    } catch (IOException e) {
      throw new IllegalStateException("Cannot write an array", e);
    }
    return json.toByteArray();
  }

  /**
   * Parses a metadata file.
   *
   * @throws CorruptBackupException if it does not parse; the message names {@code what}
   */
  public static <T> T read(byte[] json, Class<T> type, String what) {
    try {
      return read(new ByteArrayInputStream(json), type, what);
    } catch (IOException e) {
      throw corrupt(what, firstLine(e), e);
    }
  }

  /**
   * Parses a metadata file while it is read.
   *
   * @throws CorruptBackupException if it does not parse; the message names {@code what}
   */
  public static <T> T read(InputStream json, Class<T> type, String what) throws IOException {
    try {
      T value = MAPPER.readValue(json, type);
      if (value != null) {
        return value;
      }
    } catch (JsonProcessingException | CharConversionException e) {
      throw corrupt(what, firstLine(e), e);
    }
    throw corrupt(what, "it contains only null", null);
  }

  /**
   * Reads the fields of an object up to one, and nothing after it.
   *
   * @return empty if the input ends before
   * @throws CorruptBackupException if it does not parse; the message names {@code what}
   */
  public static <T> Optional<T> readUntil(
      InputStream json, String field, Class<T> type, String what) throws IOException {
    try (JsonParser parser = MAPPER.createParser(json)) {
      ObjectNode head = MAPPER.createObjectNode();
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        if (name.equals(field)) {
          return Optional.of(MAPPER.treeToValue(head, type));
        }
        parser.nextToken();
        head.set(name, PART.readTree(parser));
      }
      return Optional.empty();
    } catch (JsonEOFException e) {
      return Optional.empty();
    } catch (JsonProcessingException | CharConversionException e) {
      throw corrupt(what, firstLine(e), e);
    }
  }

  private static CorruptBackupException corrupt(
      String what, String why, @Nullable Throwable cause) {
    return new CorruptBackupException(
        "Cannot read %s: it is not valid metadata (%s). Restore the file from a copy, or take another backup."
            .formatted(what, why),
        cause);
  }

  private static String firstLine(IOException e) {
    String message =
        e instanceof JsonProcessingException json ? json.getOriginalMessage() : e.getMessage();
    String line = String.valueOf(message).lines().findFirst().orElse("");
    return line.length() > 200 ? line.substring(0, 200) + "…" : line;
  }

  private static ObjectMapper mapper() {
    JsonMapper mapper =
        JsonMapper.builder()
            .disable(StreamReadFeature.AUTO_CLOSE_SOURCE) // the caller closes it
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_PROPERTIES)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .defaultPropertyInclusion(
                JsonInclude.Value.construct(
                    JsonInclude.Include.NON_DEFAULT, JsonInclude.Include.ALWAYS))
            .build();
    mapper
        .coercionConfigFor(LogicalType.Integer)
        .setCoercion(CoercionInputShape.String, CoercionAction.Fail);
    return mapper;
  }
}
