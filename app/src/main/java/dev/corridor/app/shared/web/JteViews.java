package dev.corridor.app.shared.web;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.ViewResolver;
import org.springframework.web.servlet.view.RedirectView;

/// Finds the compiled template of a view's name: `account/sign-in` is `account/sign-in.jte`.
@Configuration(proxyBeanMethods = false)
class JteViews {
    @Bean
    TemplateEngine templates() {
        TemplateEngine engine = TemplateEngine.createPrecompiled(ContentType.Html);
        engine.setTrimControlStructures(true);
        return engine;
    }

    @Bean
    ViewResolver templateViews(TemplateEngine templates) {
        return new Resolver(templates);
    }

    private record Resolver(TemplateEngine templates) implements ViewResolver, Ordered {
        private static final String REDIRECT = "redirect:";

        @Override
        public @Nullable View resolveViewName(String name, Locale locale) {
            if (name.startsWith(REDIRECT)) {
                return seeOther(name.substring(REDIRECT.length()));
            }
            String file = name + ".jte";
            return name.contains(":") || !templates.hasTemplate(file) ? null : new Template(templates, file);
        }

        /// 303, so that browsers ask for the page that follows a form and never send the form again.
        private static View seeOther(String path) {
            RedirectView redirect = new RedirectView(path, true, false, false);
            redirect.setExpandUriTemplateVariables(false);
            return redirect;
        }

        @Override
        public int getOrder() {
            return Ordered.HIGHEST_PRECEDENCE;
        }
    }

    private record Template(TemplateEngine templates, String file) implements View {
        @Override
        public String getContentType() {
            return "text/html;charset=UTF-8";
        }

        @Override
        public void render(@Nullable Map<String, ?> model, HttpServletRequest request, HttpServletResponse response)
                throws Exception {
            Utf8ByteOutput page = new Utf8ByteOutput();
            templates.render(file, Map.copyOf(known(model)), page);
            response.setContentType(getContentType());
            response.setCharacterEncoding(StandardCharsets.UTF_8.name());
            response.setContentLength(page.getContentLength());
            page.writeTo(response.getOutputStream());
        }

        /// What a template can ask for; Spring's own additions have names with dots.
        private static Map<String, Object> known(@Nullable Map<String, ?> model) {
            Map<String, Object> known = new java.util.HashMap<>();
            if (model != null) {
                model.forEach((name, value) -> {
                    if (value != null && name.indexOf('.') < 0) {
                        known.put(name, value);
                    }
                });
            }
            return known;
        }
    }
}
