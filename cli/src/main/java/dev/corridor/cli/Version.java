package dev.corridor.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/// The product's version, as the build wrote it beside this class, and the Java it runs on.
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() throws IOException {
        return new String[] {"corridor " + number(), "Java " + Runtime.version()};
    }

    static String number() throws IOException {
        Properties properties = new Properties();
        try (InputStream file = Version.class.getResourceAsStream("version.properties")) {
            if (file == null) {
                throw new IllegalStateException("version.properties is not on the class path");
            }
            properties.load(file);
        }
        return properties.getProperty("version", "");
    }
}
