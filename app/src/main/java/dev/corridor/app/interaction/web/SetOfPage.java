package dev.corridor.app.interaction.web;

import dev.corridor.app.interaction.DataSet;
import dev.corridor.app.interaction.DataSetId;
import dev.corridor.app.interaction.DataSets;
import dev.corridor.app.shared.web.SetInView;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// Tells the frame which data set a page below `/sets/` is about.
@Configuration(proxyBeanMethods = false)
class SetOfPage implements WebMvcConfigurer {
    private static final Pattern PATH = Pattern.compile("/sets/(\\d{1,18})(/.*)?");

    private final DataSets sets;

    SetOfPage(DataSets sets) {
        this.sets = sets;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new HandlerInterceptor() {
                    @Override
                    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
                        inView(request)
                                .ifPresent(set -> request.setAttribute(
                                        SetInView.ATTRIBUTE,
                                        new SetInView(set.id().value(), set.name())));
                        return true;
                    }
                })
                .addPathPatterns("/sets/**");
    }

    private Optional<DataSet> inView(HttpServletRequest request) {
        Matcher path = PATH.matcher(request.getRequestURI());
        return path.matches() ? sets.find(new DataSetId(Long.parseLong(path.group(1)))) : Optional.empty();
    }
}
