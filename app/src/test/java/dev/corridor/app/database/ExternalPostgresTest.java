package dev.corridor.app.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.corridor.app.test.TestDatabase;
import dev.corridor.engine.error.CorridorException;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExternalPostgresTest {
    @TempDir
    private Path temporary = Path.of("");

    @Test
    void usesTheDatabaseThatTheEnvironmentNames() throws Exception {
        try (TestDatabase server = TestDatabase.empty();
                Database database = open(server.url(), server.user(), server.password());
                var connection = database.connect()) {
            assertThat(connection.isValid(5)).isTrue();
            assertThat(database).isInstanceOf(ExternalPostgres.class);
            assertThat(database.description()).startsWith("PostgreSQL 18").doesNotContain(server.password());
            assertThat(temporary.resolve("data/postgresql/data")).doesNotExist();
        }
    }

    @Test
    void refusesWrongPasswordWithoutTellingIt() {
        try (TestDatabase server = TestDatabase.empty()) {
            refuses(server.url(), server.user(), "not-the-password", DatabaseError.WRONG_PASSWORD)
                    .satisfies(refused ->
                            assertThat(refused.sentence() + refused.remedy()).doesNotContain("not-the-password"));
        }
    }

    @Test
    void refusesDatabaseThatIsNotThere() {
        try (TestDatabase server = TestDatabase.empty()) {
            refuses(server.url() + "_gone", server.user(), server.password(), DatabaseError.UNREACHABLE)
                    .satisfies(refused -> assertThat(refused.remedy()).contains("create database"));
        }
    }

    @Test
    void refusesServerThatDoesNotAnswer() throws IOException {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        refuses("postgresql://127.0.0.1:" + port + "/corridor", "corridor", "secret", DatabaseError.UNREACHABLE)
                .satisfies(refused -> assertThat(refused.sentence()).contains("127.0.0.1:" + port));
    }

    @Test
    void refusesServerThatIsTooOld() throws Exception {
        try (ServerSocket old = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> answerAsVersion14(old));
            refuses(
                            "postgresql://127.0.0.1:" + old.getLocalPort() + "/corridor?preferQueryMode=simple",
                            "corridor",
                            "secret",
                            DatabaseError.TOO_OLD)
                    .satisfies(refused -> assertThat(refused.sentence()).contains("PostgreSQL 14"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mysql://db/corridor",
                "db.example",
                "postgresql:///corridor",
                "postgresql://db/",
                "postgresql://db/corridor",
                "postgresql://a:secret b@db/corridor",
                "postgresql://a:secret%zz@db/corridor"
            })
    void refusesAddressesItCannotReadWithoutRepeatingThem(String url) {
        refuses(url, "", "", DatabaseError.WRONG_ADDRESS)
                .satisfies(refused -> assertThat(refused.sentence() + refused.remedy() + refused.getCause())
                        .doesNotContain("secret"));
    }

    @ParameterizedTest
    @CsvSource({
        "postgresql://a:b@db/name, a, b, db:5432/name",
        "postgres://a:p%40ss@db:6543/name, a, p@ss, db:6543/name",
        "jdbc:postgresql://db/name?user=a&password=b, a, b, db:5432/name",
        "postgresql://[::1]/name?user=a&password=b+c, a, b+c, [::1]:5432/name"
    })
    void readsAddressesInEveryUsualForm(String url, String user, String password, String place) {
        DatabaseAddress address = DatabaseAddress.of(url, "", null);
        assertThat(address.user()).isEqualTo(user);
        assertThat(address.password()).isEqualTo(password);
        assertThat(address.place()).isEqualTo(place);
        assertThat(address.toString()).doesNotContain(password + "@").isEqualTo(user + "@" + place);
        assertThat(DatabaseAddress.of(url, "given", "apart"))
                .extracting(DatabaseAddress::user, DatabaseAddress::password)
                .containsExactly("given", "apart");
    }

    private Database open(String url, String user, String password) {
        return Database.open(
                DataFolder.prepare(temporary.resolve("data")),
                Map.of(Database.URL, url, Database.USER, user, Database.PASSWORD, password));
    }

    private AbstractThrowableAssert<?, CorridorException> refuses(
            String url, String user, String password, DatabaseError code) {
        CorridorException[] refused = new CorridorException[1];
        assertThatThrownBy(() -> open(url, user, password).close())
                .isInstanceOfSatisfying(CorridorException.class, thrown -> refused[0] = thrown);
        assertThat(refused[0].code()).isEqualTo(code);
        return assertThat(refused[0]);
    }

    /// Speaks just enough of the protocol for one connection and one question.
    private static void answerAsVersion14(ServerSocket server) {
        try (Socket client = server.accept()) {
            DataInputStream in = new DataInputStream(client.getInputStream());
            OutputStream out = client.getOutputStream();
            while (true) {
                byte[] start = in.readNBytes(in.readInt() - Integer.BYTES);
                if (start.length > Integer.BYTES) {
                    break;
                }
                out.write('N');
            }
            send(out, 'R', new byte[] {0, 0, 0, 0});
            send(out, 'S', "server_version\0" + "14.5\0");
            send(out, 'S', "client_encoding\0UTF8\0");
            send(out, 'S', "server_encoding\0UTF8\0");
            send(out, 'S', "DateStyle\0ISO, MDY\0");
            send(out, 'S', "standard_conforming_strings\0on\0");
            send(out, 'S', "integer_datetimes\0on\0");
            send(out, 'Z', "I");
            for (int kind = in.read(); kind == 'Q'; kind = in.read()) {
                String question = new String(in.readNBytes(in.readInt() - Integer.BYTES), StandardCharsets.UTF_8);
                if (question.contains("server_version_num")) {
                    send(out, 'T', columns("a", 23, "b", 25, "c", 25));
                    send(out, 'D', "\0\3" + text("14") + text("14.5") + text("UTF8"));
                    send(out, 'C', "SELECT 1\0");
                } else {
                    send(out, 'C', "SET\0");
                }
                send(out, 'Z', "I");
            }
        } catch (IOException gone) {
            return;
        }
    }

    private static String columns(Object... namesAndTypes) {
        StringBuilder columns = new StringBuilder("\0\3");
        for (int i = 0; i < namesAndTypes.length; i += 2) {
            columns.append(namesAndTypes[i])
                    .append("\0\0\0\0\0\0\0\0\0\0")
                    .append((char) (int) (Integer) namesAndTypes[i + 1])
                    .append("\0\4\0\0\0\0\0\0");
        }
        return columns.toString();
    }

    private static String text(String value) {
        return "\0\0\0" + (char) value.length() + value;
    }

    private static void send(OutputStream out, char kind, String body) throws IOException {
        send(out, kind, body.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static void send(OutputStream out, char kind, byte[] body) throws IOException {
        int length = body.length + Integer.BYTES;
        out.write(new byte[] {(byte) kind, 0, 0, (byte) (length >> 8), (byte) length});
        out.write(body);
        out.flush();
    }
}
