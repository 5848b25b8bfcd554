/** A house of the project's plan that breaks every rule, to show that each rule can fail. */
package io.github.diffseg.brokenhouse;
