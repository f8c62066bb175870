/**
 * Serves the health endpoint from a servlet container: {@link dev.vitals.servlet.HealthServlet}.
 *
 * @since 0.1.0
 */
package dev.vitals.servlet;
