package dev.milvusbackup.testkit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The duty of a store that a test of the contract checks. The message of a failure starts with it.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface Duty {

  /** Names the methods, then the duty. */
  String value();
}
