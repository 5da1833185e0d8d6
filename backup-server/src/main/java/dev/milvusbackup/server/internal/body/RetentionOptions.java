package dev.milvusbackup.server.internal.body;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import dev.milvusbackup.retention.PruneRequest;
import java.io.IOException;

/** Which backups are deleted and which rules keep others: one flat object, here in groups. */
@JsonDeserialize(using = RetentionOptions.Reader.class)
public record RetentionOptions(
    @JsonUnwrapped RetentionScope scope,
    @JsonUnwrapped RetentionCounts counts,
    @JsonUnwrapped RetentionAges ages) {

  /**
   * The request.
   *
   * @throws dev.milvusbackup.error.InvalidRequestException if something is unsupported
   */
  public PruneRequest request() {
    PruneRequest.Builder request = PruneRequest.builder();
    scope.addTo(request);
    counts.addTo(request);
    ages.addTo(request);
    return request.build();
  }

  /** Reads group by group. */
  static final class Reader extends StdDeserializer<RetentionOptions> {

    private static final long serialVersionUID = 1L;

    Reader() {
      super(RetentionOptions.class);
    }

    @Override
    public RetentionOptions deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      JsonNode json = context.readTree(parser);
      return new RetentionOptions(
          context.readTreeAsValue(json, RetentionScope.class),
          context.readTreeAsValue(json, RetentionCounts.class),
          context.readTreeAsValue(json, RetentionAges.class));
    }
  }
}
