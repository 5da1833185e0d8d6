package dev.milvusbackup.junit5;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Restores a backup before a test, and drops the restored collections after the test, even if it
 * fails.
 *
 * <ul>
 *   <li>On a test method: before each run, so that each run has its own rows.
 *   <li>On a class: once before all its tests, including those of nested classes, which share the
 *       rows. A method with the annotation also has its own rows.
 * </ul>
 *
 * <p><b>Cost.</b> Milvus 2.3 processes imports one at a time, in ticks of 2 s: a collection with
 * one partition takes at least 2 s even for few rows, each further partition 2 s more, and loading
 * it 3 s (measured on Milvus 2.3.5). If tests only read, annotate the class. Select only the
 * collections that you need. Parallel tests wait for each other's imports.
 *
 * <p>Each collection is restored into the database {@code default} under a unique name, so tests
 * can run in parallel, in several JVMs, and beside other users of the same Milvus. A parameter
 * provides the name: {@link RestoredCollection} for a single collection, or {@link MilvusFixture}
 * for any number.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface RestoreBackup {

  /**
   * Returns the name of the backup.
   *
   * @return the name of a backup in the place for backups of the extension
   */
  String value();

  /**
   * Selects the collections to restore.
   *
   * @return {@code name}, {@code database.name} or {@code database.*}, as in the backup; empty
   *     means all
   */
  String[] collections() default {};

  /**
   * Returns whether to load the collections that have an index, so that they can be searched
   * immediately.
   *
   * @return false to leave them released, as a restore does
   */
  boolean load() default true;
}
