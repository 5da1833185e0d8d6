package dev.milvusbackup;

import dev.milvusbackup.error.InvalidRequestException;

/**
 * The full name of a collection.
 *
 * @param database the database; an empty one means {@value #DEFAULT_DATABASE}
 * @param name the collection
 */
public record CollectionName(String database, String name) implements Comparable<CollectionName> {

  /** The database that exists in every Milvus: {@value}. */
  public static final String DEFAULT_DATABASE = "default";

  /**
   * Creates a name. An empty database means the default one, same as in Milvus.
   *
   * @param database the database
   * @param name the collection
   * @throws InvalidRequestException if the collection name is empty
   */
  public CollectionName {
    database = database.isEmpty() ? DEFAULT_DATABASE : database;
    if (name.isBlank()) {
      throw new InvalidRequestException(
          "Cannot name a collection: the name is empty. Write 'collection' or 'database.collection'.");
    }
  }

  /**
   * Parses {@code collection} or {@code database.collection}.
   *
   * @param text the text
   * @return the name
   * @throws InvalidRequestException if the text has more than one dot or an empty part
   */
  public static CollectionName parse(String text) {
    int dot = text.indexOf('.');
    if (dot < 0) {
      return new CollectionName(DEFAULT_DATABASE, text);
    }
    if (dot == 0 || dot == text.length() - 1 || text.indexOf('.', dot + 1) >= 0) {
      throw new InvalidRequestException(
          "Cannot read collection name '%s': it has an empty part or more than one dot. Write 'collection' or 'database.collection'."
              .formatted(text));
    }
    return new CollectionName(text.substring(0, dot), text.substring(dot + 1));
  }

  @Override
  public int compareTo(CollectionName other) {
    int byDatabase = database.compareTo(other.database);
    return byDatabase != 0 ? byDatabase : name.compareTo(other.name);
  }

  /** {@return {@code database.collection}, which {@link #parse} accepts} */
  @Override
  public String toString() {
    return database + "." + name;
  }
}
