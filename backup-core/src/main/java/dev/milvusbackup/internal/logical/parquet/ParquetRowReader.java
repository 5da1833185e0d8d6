package dev.milvusbackup.internal.logical.parquet;

import dev.milvusbackup.internal.rows.RowSchema;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.LocalInputFile;
import org.jspecify.annotations.Nullable;

/** Reads rows from a Parquet file. Holds one row group in memory. */
public final class ParquetRowReader implements AutoCloseable {

  private final ParquetReader<@Nullable Object[]> reader;

  private ParquetRowReader(ParquetReader<@Nullable Object[]> reader) {
    this.reader = reader;
  }

  public static ParquetRowReader open(Path file, RowSchema schema) throws IOException {
    return new ParquetRowReader(new Builder(new LocalInputFile(file), schema).build());
  }

  /**
   * The next row, or null after the last one.
   *
   * @throws UnreadableException if the file is not what the schema promises
   */
  public @Nullable Object @Nullable [] read() throws IOException {
    try {
      return reader.read();
    } catch (RuntimeException e) {
      throw new UnreadableException(e);
    }
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }

  /** The file is not Parquet, or has other columns. */
  public static final class UnreadableException extends IOException {

    UnreadableException(RuntimeException cause) {
      super(String.valueOf(cause.getMessage()), cause);
    }
  }

  private static final class Builder extends ParquetReader.Builder<@Nullable Object[]> {

    private final RowSchema schema;

    Builder(InputFile file, RowSchema schema) {
      super(file, new PlainParquetConfiguration());
      this.schema = schema;
    }

    @Override
    protected ReadSupport<@Nullable Object[]> getReadSupport() {
      return new RowReadSupport(schema);
    }
  }
}
