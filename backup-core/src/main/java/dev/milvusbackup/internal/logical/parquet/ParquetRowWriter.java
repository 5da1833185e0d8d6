package dev.milvusbackup.internal.logical.parquet;

import dev.milvusbackup.internal.rows.ColumnType;
import dev.milvusbackup.internal.rows.RowColumn;
import dev.milvusbackup.internal.rows.RowSchema;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.OutputFile;
import org.jspecify.annotations.Nullable;

/** Writes rows to a new Parquet file. Holds one row group in memory. */
public final class ParquetRowWriter implements AutoCloseable {

  private static final long ROW_GROUP_BYTES = 16L << 20;
  private static final int FEWEST_ROWS_BETWEEN_CHECKS = 1;
  private static final int MOST_ROWS_BETWEEN_CHECKS = 256;

  private final ParquetWriter<@Nullable Object[]> writer;
  private long rows;

  private ParquetRowWriter(ParquetWriter<@Nullable Object[]> writer) {
    this.writer = writer;
  }

  /** A writer to a file that must not exist yet. */
  public static ParquetRowWriter create(Path file, RowSchema schema) throws IOException {
    Builder builder =
        new Builder(new LocalOutputFile(file), schema)
            .withConf(new PlainParquetConfiguration())
            .withCompressionCodec(CompressionCodecName.SNAPPY)
            .withRowGroupSize(ROW_GROUP_BYTES)
            .withMinRowCountForPageSizeCheck(FEWEST_ROWS_BETWEEN_CHECKS)
            .withMaxRowCountForPageSizeCheck(MOST_ROWS_BETWEEN_CHECKS)
            .withPageWriteChecksumEnabled(true);
    for (RowColumn column : schema.columns()) {
      if (column.type() == ColumnType.FLOAT_VECTOR) {
        // Components of vectors rarely repeat.
        builder = builder.withDictionaryEncoding(column.name() + ".list.element", false);
      }
    }
    return new ParquetRowWriter(builder.build());
  }

  public void write(@Nullable Object[] row) throws IOException {
    writer.write(row);
    rows++;
  }

  public long rows() {
    return rows;
  }

  /** The approximate size of the file, including data in memory. */
  public long size() {
    return writer.getDataSize();
  }

  /** Ends the file. */
  @Override
  public void close() throws IOException {
    writer.close();
  }

  private static final class Builder extends ParquetWriter.Builder<@Nullable Object[], Builder> {

    private final RowSchema schema;

    Builder(OutputFile file, RowSchema schema) {
      super(file);
      this.schema = schema;
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    @Deprecated // abstract in the library
    protected WriteSupport<@Nullable Object[]> getWriteSupport(Configuration configuration) {
      return new RowWriteSupport(schema);
    }

    @Override
    protected WriteSupport<@Nullable Object[]> getWriteSupport(ParquetConfiguration configuration) {
      return new RowWriteSupport(schema);
    }
  }
}
