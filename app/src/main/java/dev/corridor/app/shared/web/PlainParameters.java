package dev.corridor.app.shared.web;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.web.servlet.HandlerInterceptor;

/// Refuses parameters with U+0000, which no reader can type and the database cannot hold, before anybody reads them.
final class PlainParameters implements HandlerInterceptor {
    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (request.getDispatcherType() != DispatcherType.ERROR && !isPlain(request)) {
            throw PageError.bad("A parameter has the character U+0000.");
        }
        return true;
    }

    private static boolean isPlain(HttpServletRequest request) {
        try {
            return request.getParameterMap().entrySet().stream()
                    .flatMap(PlainParameters::texts)
                    .allMatch(text -> text.indexOf('\0') < 0);
        } catch (RequestRejectedException e) {
            return false;
        }
    }

    private static Stream<String> texts(Map.Entry<String, String[]> parameter) {
        return Stream.concat(Stream.of(parameter.getKey()), Arrays.stream(parameter.getValue()));
    }
}
