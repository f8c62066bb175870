/** A web application that serves its health from its own servlet container. */
package dev.vitals.examples.servlet;
