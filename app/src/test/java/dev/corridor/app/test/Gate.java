package dev.corridor.app.test;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A port in front of the server's that can be shut and opened again: to a browser behind it, a server that stops and
/// starts.
public final class Gate implements AutoCloseable {
    private final int behind;
    private final int port;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private ServerSocket entrance;

    public Gate(int behind) throws IOException {
        this.behind = behind;
        entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        port = entrance.getLocalPort();
        admit(entrance);
    }

    public int port() {
        return port;
    }

    public void shut() throws IOException {
        entrance.close();
        for (Socket socket : open) {
            socket.close();
        }
        open.clear();
    }

    public void open() throws IOException {
        entrance = new ServerSocket();
        entrance.setReuseAddress(true);
        entrance.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        admit(entrance);
    }

    private void admit(ServerSocket door) {
        Thread.ofVirtual().start(() -> {
            try {
                while (true) {
                    Socket outside = door.accept();
                    Socket inside = new Socket(InetAddress.getLoopbackAddress(), behind);
                    open.add(outside);
                    open.add(inside);
                    pass(outside, inside);
                    pass(inside, outside);
                }
            } catch (IOException shut) {
                return;
            }
        });
    }

    private static void pass(Socket from, Socket to) {
        Thread.ofVirtual().start(() -> {
            try (from;
                    to;
                    InputStream in = from.getInputStream();
                    OutputStream out = to.getOutputStream()) {
                in.transferTo(out);
            } catch (IOException ended) {
                return;
            }
        });
    }

    @Override
    public void close() {
        try {
            shut();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
