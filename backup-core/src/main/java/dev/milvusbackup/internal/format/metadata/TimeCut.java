package dev.milvusbackup.internal.format.metadata;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Up to when a collection in a backup counts. What its files hold of later rows and deletes belongs
 * to changes of which other parts are missing, and a restore leaves it out.
 *
 * @param until the timestamp of the flush, as a hybrid timestamp
 * @param laterRows the rows of segments that hold later ones, all or some of which are later
 */
public record TimeCut(
    @JsonProperty("until") long until, @JsonProperty("later_rows") long laterRows) {}
