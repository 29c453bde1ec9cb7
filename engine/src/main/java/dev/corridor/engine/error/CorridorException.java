package dev.corridor.engine.error;

/// Wrong input or damaged data: a code, a sentence that names the place (file, row, column, value) and what
/// to do about it. A bug is an [IllegalStateException], never this.
public final class CorridorException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient ErrorCode code;
    private final String remedy;

    /// @param sentence what is wrong and where, one sentence for people
    /// @param remedy what to do about it, one sentence in the imperative
    public CorridorException(ErrorCode code, String sentence, String remedy) {
        super(sentence);
        this.code = code;
        this.remedy = remedy;
    }

    public CorridorException(ErrorCode code, String sentence, String remedy, Throwable cause) {
        super(sentence, cause);
        this.code = code;
        this.remedy = remedy;
    }

    public ErrorCode code() {
        return code;
    }

    public String sentence() {
        return String.valueOf(getMessage());
    }

    public String remedy() {
        return remedy;
    }
}
