package dev.corridor.app.shared.access;

/// A request that asks for what its caller may not do.
public final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Caller caller;

    Refused(Caller caller, Permission permission) {
        super("needs " + permission, null, false, false);
        this.caller = caller;
    }

    /// Whether signing in may help.
    public boolean unknown() {
        return caller instanceof Caller.Nobody;
    }
}
