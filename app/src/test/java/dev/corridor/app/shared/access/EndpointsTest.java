package dev.corridor.app.shared.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Method;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.springframework.web.method.HandlerMethod;

class EndpointsTest {
    static class Silent {
        void page() {}
    }

    @Requires(Permission.SIGNED_IN)
    static class Speaking {
        void page() {}

        @Requires(Permission.IMPORT)
        void upload() {}
    }

    private static HandlerMethod handler(Object controller, String name) {
        Method method = Arrays.stream(controller.getClass().getDeclaredMethods())
                .filter(each -> each.getName().equals(name))
                .findFirst()
                .orElseThrow();
        return new HandlerMethod(controller, method);
    }

    @Test
    void refusesAnEndpointThatDoesNotSayWhoMayCallIt() {
        assertThatThrownBy(() -> Endpoints.permission(handler(new Silent(), "page")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Silent")
                .hasMessageContaining("@Requires");
        assertThatThrownBy(() -> Endpoints.permission("a servlet")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void takesWhatTheMethodSaysBeforeWhatItsClassSays() {
        assertThat(Endpoints.permission(handler(new Speaking(), "page"))).isEqualTo(Permission.SIGNED_IN);
        assertThat(Endpoints.permission(handler(new Speaking(), "upload"))).isEqualTo(Permission.IMPORT);
    }

    @Test
    void givesEveryPermissionButForPeopleAloneToSomeScope() {
        for (Permission permission : Permission.values()) {
            boolean covered = Arrays.stream(Scope.values()).anyMatch(scope -> scope.covers(permission));
            boolean forPeopleAlone = permission == Permission.SIGNED_IN
                    || permission == Permission.MANAGE_PEOPLE
                    || permission == Permission.MANAGE_TOKENS;
            assertThat(covered).as(permission.name()).isNotEqualTo(forPeopleAlone);
        }
    }
}
