package dev.milvusbackup.junit5;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Restores a backup before a test, and drops the restored collections after it, also if the test
 * fails.
 *
 * <ul>
 *   <li>On a test method: before each run, so that each run has its own rows.
 *   <li>On a class: once before all its tests, including nested classes, which share the rows. A
 *       method with the annotation also gets its own.
 * </ul>
 *
 * <p><b>What it costs.</b> Milvus 2.3 works on imports in ticks of 2 s and on one at a time: one
 * collection with one partition takes 2 s or more even for few rows, each further partition 2 s
 * more, and loading it 3 s (measured on Milvus 2.3.5). So put it on the class if tests only read,
 * and select the required collections. Parallel tests queue up for the imports.
 *
 * <p>Each collection is restored into the database {@code default} under a unique name, so tests
 * can run in parallel, in several JVMs, and beside other users of the same Milvus. A parameter
 * provides the name: {@link RestoredCollection} for a single collection, {@link MilvusFixture} in
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
   * Whether to load the collections that have an index, so that they can be searched immediately.
   *
   * @return false to leave them released, as a restore does
   */
  boolean load() default true;
}
