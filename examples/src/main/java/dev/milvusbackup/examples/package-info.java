/** Programs that show the library at work; they contain the snippets of the documentation. */
@NullMarked
package dev.milvusbackup.examples;

import org.jspecify.annotations.NullMarked;
