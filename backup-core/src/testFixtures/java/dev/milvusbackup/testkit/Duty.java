package dev.milvusbackup.testkit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a store owes that a test of the contract is about. A failure begins with it. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface Duty {

  /** The method or methods, and what is owed. */
  String value();
}
