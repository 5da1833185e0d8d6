package dev.milvusbackup.internal.logical.parquet;

import dev.milvusbackup.internal.rows.ColumnType;
import dev.milvusbackup.internal.rows.RowColumn;
import dev.milvusbackup.internal.rows.RowSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.RecordMaterializer;
import org.jspecify.annotations.Nullable;

/** Builds a row from values that the Parquet library delivers one by one. */
final class RowMaterializer extends RecordMaterializer<@Nullable Object[]> {

  private final List<Converter> converters = new ArrayList<>();
  private final GroupConverter root;
  private @Nullable Object[] row = {};

  RowMaterializer(RowSchema schema) {
    int columns = schema.columns().size();
    for (int i = 0; i < columns; i++) {
      int index = i;
      converters.add(converter(schema.columns().get(i), value -> row[index] = value));
    }
    this.root =
        new GroupConverter() {
          @Override
          public Converter getConverter(int field) {
            return converters.get(field);
          }

          @Override
          public void start() {
            row = new Object[columns];
          }

          @Override
          public void end() {}
        };
  }

  @Override
  public @Nullable Object[] getCurrentRecord() {
    return row;
  }

  @Override
  public GroupConverter getRootConverter() {
    return root;
  }

  private static Converter converter(RowColumn column, Consumer<Object> target) {
    return switch (column.type()) {
      case ARRAY -> ListConverter.ofValues(column.element(), target);
      case FLOAT_VECTOR -> ListConverter.ofFloats(target);
      default -> new ValueConverter(column.type(), target);
    };
  }

  /** A list as Parquet nests it: a group of repeated groups of one element. */
  private static final class ListConverter extends GroupConverter {

    private final GroupConverter entries;
    private final Runnable start;
    private final Runnable end;

    private ListConverter(Converter element, Runnable start, Runnable end) {
      this.entries =
          new GroupConverter() {
            @Override
            public Converter getConverter(int field) {
              return element;
            }

            @Override
            public void start() {}

            @Override
            public void end() {}
          };
      this.start = start;
      this.end = end;
    }

    static ListConverter ofValues(ColumnType element, Consumer<Object> target) {
      List<Object> values = new ArrayList<>();
      return new ListConverter(
          new ValueConverter(element, values::add),
          values::clear,
          () -> target.accept(List.copyOf(values)));
    }

    static ListConverter ofFloats(Consumer<Object> target) {
      FloatsConverter floats = new FloatsConverter();
      return new ListConverter(floats, floats::clear, () -> target.accept(floats.vector()));
    }

    @Override
    public Converter getConverter(int field) {
      return entries;
    }

    @Override
    public void start() {
      start.run();
    }

    @Override
    public void end() {
      end.run();
    }
  }
}
