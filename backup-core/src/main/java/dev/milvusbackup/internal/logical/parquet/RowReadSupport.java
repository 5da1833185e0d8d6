package dev.milvusbackup.internal.logical.parquet;

import dev.milvusbackup.internal.rows.RowSchema;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.InitContext;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.io.ParquetDecodingException;
import org.apache.parquet.io.api.RecordMaterializer;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/** Receives the values of rows from the Parquet library. */
final class RowReadSupport extends ReadSupport<@Nullable Object[]> {

  private final RowSchema schema;

  RowReadSupport(RowSchema schema) {
    this.schema = schema;
  }

  @Override
  public ReadContext init(InitContext context) {
    MessageType expected = ParquetSchema.of(schema);
    if (!context.getFileSchema().equals(expected)) {
      throw new ParquetDecodingException(
          "its columns are " + context.getFileSchema() + " and should be " + expected);
    }
    Set<String> version =
        context.getKeyValueMetadata().getOrDefault(ParquetRows.VERSION_KEY, Set.of());
    if (!version.equals(Set.of(ParquetRows.VERSION))) {
      throw new ParquetDecodingException(
          "its version is %s, this library supports %s".formatted(version, ParquetRows.VERSION));
    }
    return new ReadContext(expected);
  }

  @Override
  @Deprecated // abstract in the library
  public RecordMaterializer<@Nullable Object[]> prepareForRead(
      Configuration configuration,
      Map<String, String> metadata,
      MessageType fileSchema,
      ReadContext context) {
    return new RowMaterializer(schema);
  }

  @Override
  public RecordMaterializer<@Nullable Object[]> prepareForRead(
      ParquetConfiguration configuration,
      Map<String, String> metadata,
      MessageType fileSchema,
      ReadContext context) {
    return new RowMaterializer(schema);
  }
}
