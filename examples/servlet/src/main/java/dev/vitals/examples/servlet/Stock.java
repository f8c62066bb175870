package dev.vitals.examples.servlet;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** What the application does: GET shows the stock. DELETE makes it sick, PUT well again. */
final class Stock extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private volatile boolean open = true;

    boolean isOpen() {
        return open;
    }

    int articles() {
        return 17;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (open) {
            response.getWriter().println(articles() + " articles");
        } else {
            response.sendError(500, "the stock list cannot be read");
        }
    }

    @Override
    protected void doDelete(HttpServletRequest request, HttpServletResponse response) {
        open = false;
    }

    @Override
    protected void doPut(HttpServletRequest request, HttpServletResponse response) {
        open = true;
    }
}
