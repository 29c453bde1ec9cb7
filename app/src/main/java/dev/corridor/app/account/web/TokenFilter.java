package dev.corridor.app.account.web;

import dev.corridor.app.account.Tokens;
import dev.corridor.app.shared.access.Caller;
import dev.corridor.app.shared.access.Entered;
import dev.corridor.app.shared.web.PageError;
import dev.corridor.app.shared.web.Problem;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.web.filter.OncePerRequestFilter;

/// Lets programs in by `Authorization: Bearer TOKEN`. Such a request is judged by its token alone, never by a session.
final class TokenFilter extends OncePerRequestFilter {
    private static final String SCHEME = "Bearer ";

    private final Tokens tokens;

    TokenFilter(Tokens tokens) {
        this.tokens = tokens;
    }

    /// Whether the request asks to be judged by a token. Browsers never send this on their own, so it needs no form
    /// token.
    static boolean isForToken(HttpServletRequest request) {
        String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        return authorization != null && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!isForToken(request)) {
            chain.doFilter(request, response);
            return;
        }
        String text = request.getHeader(HttpHeaders.AUTHORIZATION)
                .substring(SCHEME.length())
                .strip();
        Optional<Caller.Token> holder = tokens.holder(text);
        if (holder.isEmpty()) {
            SecurityContextHolder.clearContext();
            Problem.leave(request, PageError.NOT_SIGNED_IN);
            response.sendError(PageError.NOT_SIGNED_IN.status());
            return;
        }
        SecurityContextHolder.setContext(new SecurityContextImpl(new Entered(holder.get())));
        chain.doFilter(request, response);
    }

    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }
}
