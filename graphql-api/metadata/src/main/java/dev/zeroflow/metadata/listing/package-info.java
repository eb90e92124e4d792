/** Lists of everything: filters, orders and pages by key. */
@NullMarked
package dev.zeroflow.metadata.listing;

import org.jspecify.annotations.NullMarked;
