package dev.milvusbackup.junit5;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Restores a backup before a test, and drops what was restored after it, also when the test fails.
 *
 * <ul>
 *   <li>On a test method: before each run of it, so each run has its rows for itself.
 *   <li>On a class: once before all its tests, those of nested classes included, which then share
 *       the rows. A method with the annotation gets its own besides.
 * </ul>
 *
 * <p><b>What it costs.</b> Milvus 2.3 works on imports in ticks of 2 s and on one at a time: one
 * collection with one partition takes 2 s or more however few its rows are, each further partition
 * 2 s more, and loading it 3 s (measured on Milvus 2.3.5). So put it on the class where tests only
 * read, and select the collections that are needed. Tests that run in parallel queue up for the
 * imports.
 *
 * <p>Each collection is restored into the database {@code default} under a unique name, so tests
 * can run in parallel, in several JVMs, and beside other users of the same Milvus. A parameter
 * tells the name: {@link RestoredCollection} if there is one collection, {@link MilvusFixture} in
 * any case.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface RestoreBackup {

  /**
   * The backup.
   *
   * @return its name in the extension's place for backups
   */
  String value();

  /**
   * Which collections.
   *
   * @return {@code name}, {@code database.name} or {@code database.*}, as in the backup; empty
   *     means all
   */
  String[] collections() default {};

  /**
   * Whether to load the collections that have an index, so that they can be searched at once.
   *
   * @return false to leave them as a restore does, released
   */
  boolean load() default true;
}
