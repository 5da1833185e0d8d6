package dev.milvusbackup.examples.booksearch;

/**
 * A book on the shelf.
 *
 * @param id its number
 * @param title its title
 * @param blurb what it is about
 */
public record Book(long id, String title, String blurb) {}
