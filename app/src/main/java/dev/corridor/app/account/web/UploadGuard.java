package dev.corridor.app.account.web;

import dev.corridor.app.shared.access.Caller;
import dev.corridor.app.shared.access.Permission;
import dev.corridor.app.shared.web.PageError;
import dev.corridor.app.shared.web.Problem;
import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.springframework.http.HttpHeaders;
import org.springframework.util.unit.DataSize;
import org.springframework.web.filter.OncePerRequestFilter;

/// Refuses uploads of those who may not import and those beyond the limit before a byte of them is written anywhere.
final class UploadGuard extends OncePerRequestFilter {
    private static final String SIGN_IN = "/sign-in?ended";

    private final DataSize limit;

    /// @param limit negative for none
    UploadGuard(DataSize limit) {
        this.limit = limit;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String type = request.getContentType();
        if (type == null || !type.toLowerCase(Locale.ROOT).startsWith("multipart/")) {
            chain.doFilter(request, response);
        } else if (Caller.current() instanceof Caller.Nobody) {
            lead(request, response);
        } else if (!Caller.current().may(Permission.IMPORT)) {
            refuse(request, response);
        } else if (!limit.isNegative() && request.getContentLengthLong() > limit.toBytes()) {
            response.setHeader(HttpHeaders.CONNECTION, "close");
            Problem.leave(request, PageError.TOO_LARGE);
            response.sendError(PageError.TOO_LARGE.status());
        } else {
            chain.doFilter(request, response);
        }
    }

    /// The page of the problem, shown by a request without the upload, which the container's call of it would read.
    private static void refuse(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        response.setHeader(HttpHeaders.CONNECTION, "close");
        Problem.leave(request, PageError.NOT_ALLOWED);
        request.setAttribute(RequestDispatcher.ERROR_REQUEST_URI, request.getRequestURI());
        request.getRequestDispatcher("/error").forward(new WithoutBody(request), response);
    }

    /// To the sign-in page, without asking the container for a page of problems: that would read the upload.
    private static void lead(HttpServletRequest request, HttpServletResponse response) {
        response.setHeader(HttpHeaders.CONNECTION, "close");
        if (request.getHeader("HX-Request") != null) {
            response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
            response.setHeader("HX-Redirect", SIGN_IN);
        } else if (request.getRequestURI().startsWith("/api/")) {
            response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        } else {
            response.setStatus(HttpServletResponse.SC_SEE_OTHER);
            response.setHeader(HttpHeaders.LOCATION, SIGN_IN);
        }
    }
}
