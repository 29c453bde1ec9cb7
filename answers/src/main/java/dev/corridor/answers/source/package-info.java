/// Where data come from: shipped recipes, the product's own files beside tables, and what reading tables left.
@NullMarked
package dev.corridor.answers.source;

import org.jspecify.annotations.NullMarked;
