package dev.corridor.app.shared.access;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/// Every endpoint of the server. One that does not say what it requires stops the start.
@Component
@ConditionalOnWebApplication
public class Endpoints implements SmartInitializingSingleton {
    private final List<RequestMappingHandlerMapping> mappings;

    Endpoints(List<RequestMappingHandlerMapping> mappings) {
        this.mappings = mappings;
    }

    @Override
    public void afterSingletonsInstantiated() {
        all();
    }

    /// All endpoints, by path and method; one that takes every method stands as `*`.
    public List<Endpoint> all() {
        return mappings.stream()
                .flatMap(mapping -> mapping.getHandlerMethods().entrySet().stream())
                .flatMap(entry -> endpoints(entry.getKey(), permission(entry.getValue())))
                .sorted(Comparator.naturalOrder())
                .toList();
    }

    private static Stream<Endpoint> endpoints(RequestMappingInfo info, Permission permission) {
        Set<String> methods = info.getMethodsCondition().getMethods().stream()
                .map(RequestMethod::name)
                .collect(Collectors.toSet());
        Set<String> named = methods.isEmpty() ? Set.of("*") : methods;
        return info.getPatternValues().stream()
                .flatMap(path -> named.stream().map(method -> new Endpoint(method, path, permission)));
    }

    /// What an endpoint requires; what the method says comes before what its class says.
    static Permission permission(Object handler) {
        return stated(handler)
                .orElseThrow(() -> new IllegalStateException(
                        handler + " does not say who may call it: give it or its class @Requires"));
    }

    /// What an endpoint requires; empty for what Spring itself answers.
    static Optional<Permission> stated(Object handler) {
        if (!(handler instanceof HandlerMethod method)) {
            return Optional.empty();
        }
        Requires own = AnnotatedElementUtils.findMergedAnnotation(method.getMethod(), Requires.class);
        Requires requires =
                own != null ? own : AnnotatedElementUtils.findMergedAnnotation(method.getBeanType(), Requires.class);
        return Optional.ofNullable(requires).map(Requires::value);
    }
}
