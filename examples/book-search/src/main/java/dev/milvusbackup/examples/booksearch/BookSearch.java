package dev.milvusbackup.examples.booksearch;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import io.milvus.v2.client.MilvusClientV2;
import io.milvus.v2.common.ConsistencyLevel;
import io.milvus.v2.common.DataType;
import io.milvus.v2.common.IndexParam;
import io.milvus.v2.service.collection.request.AddFieldReq;
import io.milvus.v2.service.collection.request.CreateCollectionReq;
import io.milvus.v2.service.vector.request.DeleteReq;
import io.milvus.v2.service.vector.request.InsertReq;
import io.milvus.v2.service.vector.request.SearchReq;
import io.milvus.v2.service.vector.request.data.FloatVec;
import io.milvus.v2.service.vector.response.SearchResp;
import java.util.List;
import java.util.Objects;

/** Finds books by their content, in a collection of Milvus. */
public final class BookSearch {

  private final MilvusClientV2 milvus;
  private final String collection;

  /**
   * A search in an existing, loaded collection.
   *
   * @param milvus the client
   * @param collection the collection's name
   */
  public BookSearch(MilvusClientV2 milvus, String collection) {
    this.milvus = milvus;
    this.collection = collection;
  }

  /** Creates the collection and loads it. */
  public void createCollection() {
    CreateCollectionReq.CollectionSchema schema =
        CreateCollectionReq.CollectionSchema.builder().build();
    schema.addField(
        AddFieldReq.builder().fieldName("id").dataType(DataType.Int64).isPrimaryKey(true).build());
    schema.addField(text("title", 200));
    schema.addField(text("blurb", 1000));
    schema.addField(
        AddFieldReq.builder()
            .fieldName("embedding")
            .dataType(DataType.FloatVector)
            .dimension(Embedding.DIMENSION)
            .build());
    milvus.createCollection(
        CreateCollectionReq.builder()
            .collectionName(collection)
            .collectionSchema(schema)
            .indexParam(
                IndexParam.builder()
                    .fieldName("embedding")
                    .indexType(IndexParam.IndexType.FLAT)
                    .metricType(IndexParam.MetricType.COSINE)
                    .build())
            .build());
  }

  /**
   * Puts books on the shelf.
   *
   * @param books the books
   */
  public void add(List<Book> books) {
    milvus.insert(
        InsertReq.builder()
            .collectionName(collection)
            .data(books.stream().map(BookSearch::row).toList())
            .build());
  }

  /**
   * Removes a book from the shelf.
   *
   * @param id its number
   */
  public void remove(long id) {
    milvus.delete(DeleteReq.builder().collectionName(collection).ids(List.of((Object) id)).build());
  }

  /**
   * Finds the books closest to some words, the closest first.
   *
   * @param words the words
   * @param count how many books at most
   * @return the books
   */
  public List<Book> find(String words, int count) {
    return milvus
        .search(
            SearchReq.builder()
                .collectionName(collection)
                .data(List.of(new FloatVec(Embedding.of(words))))
                .annsField("embedding")
                .outputFields(List.of("id", "title", "blurb"))
                .limit(count)
                .consistencyLevel(ConsistencyLevel.STRONG)
                .build())
        .getSearchResults()
        .get(0)
        .stream()
        .map(BookSearch::book)
        .toList();
  }

  private static AddFieldReq text(String name, int length) {
    return AddFieldReq.builder()
        .fieldName(name)
        .dataType(DataType.VarChar)
        .maxLength(length)
        .build();
  }

  private static JsonObject row(Book book) {
    JsonObject row = new JsonObject();
    row.addProperty("id", book.id());
    row.addProperty("title", book.title());
    row.addProperty("blurb", book.blurb());
    row.add("embedding", new Gson().toJsonTree(Embedding.of(book.title() + " " + book.blurb())));
    return row;
  }

  private static Book book(SearchResp.SearchResult result) {
    return new Book(
        field(result, "id", Long.class),
        field(result, "title", String.class),
        field(result, "blurb", String.class));
  }

  private static <T> T field(SearchResp.SearchResult result, String name, Class<T> type) {
    return Objects.requireNonNull(type.cast(result.getEntity().get(name)), name);
  }
}
