package dev.milvusbackup.server.internal.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.cfg.MutableCoercionConfig;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The rules of Go's {@code encoding/json}: keys in any case, unknown keys ignored, no conversion
 * between types, and zero values left out.
 */
public final class ServerJson {

  private static final JsonMapper MAPPER = mapper();

  private ServerJson() {}

  public static JsonMapper mapperOfApi() {
    return MAPPER;
  }

  /**
   * Reads a request body, or a group of its options: the rest is ignored. A body of groups is read
   * group by group, since Jackson reads unwrapped ones from a buffer that has no positions for
   * errors.
   *
   * @throws MalformedBodyException if it is not JSON or does not fit
   */
  public static <T> T read(byte[] json, Class<T> type) {
    try {
      T value = MAPPER.readValue(json, type);
      if (value == null) {
        throw new MalformedBodyException("it is null, not an object");
      }
      return value;
    } catch (JsonMappingException e) {
      throw new MalformedBodyException(where(e));
    } catch (JsonProcessingException e) {
      throw new MalformedBodyException(encoding(json).orElse("not JSON" + at(e)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a body is that cannot be JSON by its first bytes; empty if they do not show it. */
  private static Optional<String> encoding(byte[] body) {
    if (startsWith(body, 0x1f, 0x8b) || startsWith(body, 0x28, 0xb5)) {
      return Optional.of("it is compressed. Send it without compression (Content-Encoding)");
    }
    return Optional.empty();
  }

  private static boolean startsWith(byte[] body, int first, int second) {
    return body.length > 1 && (body[0] & 0xff) == first && (body[1] & 0xff) == second;
  }

  public static byte[] write(Object value) {
    try {
      return MAPPER.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static JsonNode tree(byte[] json) throws IOException {
    return MAPPER.readTree(json);
  }

  private static JsonMapper mapper() {
    JsonMapper.Builder builder =
        JsonMapper.builder()
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .defaultPropertyInclusion(
                JsonInclude.Value.construct(
                    JsonInclude.Include.NON_DEFAULT, JsonInclude.Include.ALWAYS));
    builder.withCoercionConfig(LogicalType.Textual, ServerJson::refuseNumbers);
    builder.withCoercionConfig(LogicalType.POJO, ServerJson::refuseEmptyText);
    return builder.build();
  }

  private static void refuseNumbers(MutableCoercionConfig config) {
    for (CoercionInputShape shape :
        List.of(CoercionInputShape.Boolean, CoercionInputShape.Integer, CoercionInputShape.Float)) {
      config.setCoercion(shape, CoercionAction.Fail);
    }
  }

  private static void refuseEmptyText(MutableCoercionConfig config) {
    config.setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail);
  }

  /** Jackson's own text contains Java classes and parts of the body, which may have secrets. */
  private static String where(JsonMappingException e) {
    String path =
        e.getPath().stream()
            .map(
                ref -> ref.getFieldName() == null ? "[" + ref.getIndex() + "]" : ref.getFieldName())
            .collect(Collectors.joining("."));
    return path.isEmpty()
        ? "not a JSON object of the expected form" + at(e)
        : "'" + path + "' has the wrong type" + at(e);
  }

  private static String at(JsonProcessingException e) {
    return e.getLocation() == null
        ? ""
        : " at line %d, column %d"
            .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr());
  }
}
