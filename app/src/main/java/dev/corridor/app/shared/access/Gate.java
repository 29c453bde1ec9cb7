package dev.corridor.app.shared.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// Lets a request through to its endpoint only if its caller has the permission that the endpoint asks for.
@Component
@ConditionalOnWebApplication
class Gate implements HandlerInterceptor, WebMvcConfigurer {
    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).order(Ordered.HIGHEST_PRECEDENCE);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (request.getMethod().equals("OPTIONS") && Endpoints.stated(handler).isEmpty()) {
            return true;
        }
        Permission permission = Endpoints.permission(handler);
        if (permission == Permission.ANYBODY) {
            return true;
        }
        Caller caller = Caller.current();
        if (!caller.may(permission)) {
            throw new Refused(caller, permission);
        }
        return true;
    }
}
