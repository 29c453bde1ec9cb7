package dev.corridor.app.database;

import dev.corridor.engine.error.CorridorException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Where a database is and who asks it.
///
/// @param place host, port and name as people write it, such as `db.example:5432/corridor`
/// @param options of the driver, such as `sslmode`
record DatabaseAddress(String place, String user, String password, Map<String, String> options) {
    private static final int USUAL_PORT = 5432;

    DatabaseAddress {
        options = Map.copyOf(options);
    }

    /// Reads `postgresql://user:password@host:port/name?option=value`, also with `postgres:` and
    /// `jdbc:postgresql:`; user and password may stand in the options, and those given apart win.
    ///
    /// @throws CorridorException C4006 where it cannot be read
    static DatabaseAddress of(String url, String user, @Nullable String password) {
        String plain = url.startsWith("jdbc:") ? url.substring("jdbc:".length()) : url;
        URI uri = uri(plain);
        String scheme = String.valueOf(uri.getScheme());
        if ((!scheme.equals("postgresql") && !scheme.equals("postgres")) || uri.getHost() == null) {
            throw unreadable("it does not start with postgresql://HOST");
        }
        String name = uri.getRawPath() == null ? "" : uri.getRawPath().replaceFirst("^/", "");
        if (name.isEmpty() || name.contains("/")) {
            throw unreadable("it names no database after the host");
        }
        Map<String, String> options = options(uri.getRawQuery());
        String[] known = credentials(uri.getRawUserInfo());
        String givenUser = first(user, options.remove("user"), known[0]);
        String givenPassword = first(password, options.remove("password"), known[1]);
        int port = uri.getPort() < 0 ? USUAL_PORT : uri.getPort();
        if (givenUser.isEmpty()) {
            throw unreadable("it names no user");
        }
        return new DatabaseAddress(uri.getHost() + ":" + port + "/" + name, givenUser, givenPassword, options);
    }

    Connection connect() throws SQLException {
        Properties properties = new Properties();
        properties.put("connectTimeout", "5");
        properties.put("loginTimeout", "10");
        properties.put("tcpKeepAlive", "true");
        properties.put("ApplicationName", "corridor");
        properties.putAll(options);
        properties.put("user", user);
        properties.put("password", password);
        return DriverManager.getConnection("jdbc:postgresql://" + place, properties);
    }

    @Override
    public String toString() {
        return user + "@" + place;
    }

    private static URI uri(String url) {
        try {
            return new URI(url);
        } catch (URISyntaxException wrong) {
            // The cause would repeat the address, and with it the password.
            throw unreadable(wrong.getReason());
        }
    }

    private static Map<String, String> options(@Nullable String query) {
        Map<String, String> options = new TreeMap<>();
        if (query != null) {
            for (String option : query.split("&")) {
                int equals = option.indexOf('=');
                if (equals > 0) {
                    options.put(decoded(option.substring(0, equals)), decoded(option.substring(equals + 1)));
                }
            }
        }
        return options;
    }

    private static String[] credentials(@Nullable String userInfo) {
        if (userInfo == null) {
            return new String[] {"", ""};
        }
        int colon = userInfo.indexOf(':');
        return colon < 0
                ? new String[] {decoded(userInfo), ""}
                : new String[] {decoded(userInfo.substring(0, colon)), decoded(userInfo.substring(colon + 1))};
    }

    /// Percent escapes; a plus is a plus, as in user information.
    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException wrong) {
            throw unreadable("it has a % that starts no escape");
        }
    }

    private static String first(@Nullable String... texts) {
        for (String text : texts) {
            if (text != null && !text.isEmpty()) {
                return text;
            }
        }
        return "";
    }

    private static CorridorException unreadable(String why) {
        return new CorridorException(
                DatabaseError.WRONG_ADDRESS,
                Database.URL + " cannot be read: " + why + ".",
                "Write it like postgresql://USER@HOST:5432/NAME, with the password in " + Database.PASSWORD + ".");
    }
}
