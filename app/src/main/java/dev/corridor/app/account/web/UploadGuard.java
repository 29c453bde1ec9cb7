package dev.corridor.app.account.web;

import dev.corridor.app.shared.access.Caller;
import dev.corridor.app.shared.web.PageError;
import dev.corridor.app.shared.web.Problem;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.springframework.http.HttpHeaders;
import org.springframework.util.unit.DataSize;
import org.springframework.web.filter.OncePerRequestFilter;

/// Refuses uploads of nobody and those beyond the limit before a byte of them is written anywhere.
final class UploadGuard extends OncePerRequestFilter {
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
            refuse(PageError.NOT_SIGNED_IN, request, response);
        } else if (!limit.isNegative() && request.getContentLengthLong() > limit.toBytes()) {
            refuse(PageError.TOO_LARGE, request, response);
        } else {
            chain.doFilter(request, response);
        }
    }

    private static void refuse(PageError error, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setHeader(HttpHeaders.CONNECTION, "close");
        Problem.leave(request, error);
        response.sendError(error.status());
    }
}
