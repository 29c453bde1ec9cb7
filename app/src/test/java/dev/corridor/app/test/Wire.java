package dev.corridor.app.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A wire to a port of this machine that can be cut: to those on this end the other is gone then.
public final class Wire implements AutoCloseable {
    private final ServerSocket door;
    private final int to;
    private final Set<Socket> ends = ConcurrentHashMap.newKeySet();
    private volatile boolean whole = true;

    private Wire(ServerSocket door, int to) {
        this.door = door;
        this.to = to;
    }

    public static Wire to(int port) {
        try {
            Wire wire = new Wire(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), port);
            Thread.ofVirtual().start(wire::serve);
            return wire;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return door.getLocalPort();
    }

    /// Ends all connections, and every new one at once.
    public void cut() {
        whole = false;
        ends.forEach(Wire::end);
    }

    public void mend() {
        whole = true;
    }

    private void serve() {
        while (!door.isClosed()) {
            try {
                Socket near = door.accept();
                Socket far = new Socket(InetAddress.getLoopbackAddress(), to);
                ends.add(near);
                ends.add(far);
                if (!whole) {
                    end(near);
                    end(far);
                }
                Thread.ofVirtual().start(() -> carry(near, far));
                Thread.ofVirtual().start(() -> carry(far, near));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void carry(Socket from, Socket into) {
        try {
            from.getInputStream().transferTo(into.getOutputStream());
        } catch (IOException ended) {
            // The other end is closed below.
        } finally {
            end(from);
            end(into);
            ends.remove(from);
            ends.remove(into);
        }
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        cut();
        door.close();
    }
}
