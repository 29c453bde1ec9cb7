package dev.corridor.app.command;

import dev.corridor.app.database.DataFolder;
import dev.corridor.app.database.DatabaseError;
import dev.corridor.app.database.FolderLock;
import dev.corridor.app.shared.command.Parts;
import dev.corridor.engine.error.CorridorException;
import java.io.IOException;
import java.net.BindException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;

/// The server in this process, on one data folder that it holds alone.
final class Server implements AutoCloseable {
    private final DataFolder folder;
    private final FolderLock lock;
    private final ConfigurableApplicationContext parts;
    private final String url;
    private final CountDownLatch ended = new CountDownLatch(1);

    private Server(DataFolder folder, FolderLock lock, ConfigurableApplicationContext parts, String url) {
        this.folder = folder;
        this.lock = lock;
        this.parts = parts;
        this.url = url;
    }

    /// Starts it; it answers requests afterwards.
    ///
    /// @param port 0 for any that is free
    /// @throws CorridorException C4008 where another server has the folder, C4050 or C4051 where it cannot
    ///     listen, or what the database refuses
    static Server start(Path data, String bind, int port) {
        DataFolder folder = DataFolder.prepare(data);
        FolderLock lock = FolderLock.tryAlone(RunningServer.lock(folder)).orElseThrow(() -> inUse(folder));
        try {
            requireFree(bind, port);
            RunningServer.ofThisProcess("").write(folder);
            SpringApplication application = Parts.on(folder.root(), settings(folder, bind, port));
            ConfigurableApplicationContext parts = Parts.started(application);
            Server server = new Server(folder, lock, parts, "http://" + host(bind) + ":" + listening(parts));
            parts.addApplicationListener(event -> {
                if (event instanceof ContextClosedEvent closed
                        && closed.getApplicationContext().equals(parts)) {
                    server.ended.countDown();
                }
            });
            RunningServer.ofThisProcess(server.url).write(folder);
            return server;
        } catch (RuntimeException failure) {
            forget(folder);
            lock.close();
            throw failure;
        }
    }

    ApplicationContext parts() {
        return parts;
    }

    /// Where a browser on this machine finds it, without a slash at the end.
    String url() {
        return url;
    }

    /// Waits until the process is told to end.
    void await() {
        try {
            ended.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        parts.close();
        forget(folder);
        lock.close();
    }

    private static Map<String, Object> settings(DataFolder folder, String bind, int port) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("spring.servlet.multipart.location", folder.uploads().toString());
        settings.put("server.address", bind);
        settings.put("server.port", port);
        return settings;
    }

    private static int listening(ConfigurableApplicationContext parts) {
        if (parts instanceof WebServerApplicationContext web && web.getWebServer() != null) {
            return web.getWebServer().getPort();
        }
        throw new IllegalStateException("the server was started without web");
    }

    /// How a browser on this machine reaches an address; one that stands for all of the machine's is the
    /// loopback one.
    private static String host(String bind) {
        InetAddress address = address(bind);
        if (address.isAnyLocalAddress()) {
            return "127.0.0.1";
        }
        return address instanceof Inet6Address ? "[" + bind + "]" : bind;
    }

    static InetAddress address(String bind) {
        try {
            return InetAddress.getByName(bind);
        } catch (UnknownHostException unknown) {
            throw notHere(bind, unknown);
        }
    }

    /// Asks before anything is started, so that the answer comes at once.
    private static void requireFree(String bind, int port) {
        InetAddress address = address(bind);
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(address, port));
        } catch (BindException taken) {
            if (String.valueOf(taken.getMessage()).contains("assign")) {
                throw notHere(bind, taken);
            }
            boolean denied = String.valueOf(taken.getMessage()).contains("denied");
            throw new CorridorException(
                    ServerError.PORT_TAKEN,
                    denied
                            ? "this user may not listen on port " + port + "."
                            : "port " + port + " on " + bind + " is taken by another program.",
                    denied
                            ? "Take one from 1024 on with --port, and lead the other there with a reverse proxy."
                            : "Take another one, for example --port " + (port < 65_535 ? port + 1 : 8081)
                                    + ", or end that program.",
                    taken);
        } catch (IllegalArgumentException wrong) {
            throw new CorridorException(
                    ServerError.USAGE, "there is no port " + port + ".", "Use --port with 1 to 65535.", wrong);
        } catch (IOException failure) {
            throw notHere(bind, failure);
        }
    }

    private static CorridorException notHere(String bind, Exception cause) {
        return new CorridorException(
                ServerError.ADDRESS_NOT_HERE,
                "'" + bind + "' is no address of this machine.",
                "Use --bind 127.0.0.1 for this machine only, or --bind 0.0.0.0 for all of its addresses.",
                cause);
    }

    private static CorridorException inUse(DataFolder folder) {
        String who = RunningServer.on(folder)
                .map(server -> "process " + server.pid() + (server.url().isEmpty() ? "" : " at " + server.url()))
                .orElse("another process");
        return new CorridorException(
                DatabaseError.FOLDER_IN_USE,
                "a server runs on " + folder.root() + " already: " + who + ".",
                "Use that one, stop it with './corridor stop --data " + folder.root()
                        + "', or take another folder with --data.");
    }

    private static void forget(DataFolder folder) {
        try {
            Files.deleteIfExists(RunningServer.file(folder));
        } catch (IOException left) {
            // The lock alone says whether a server runs.
            return;
        }
    }
}
