package dev.corridor.app.account;

import java.util.Optional;
import org.springframework.stereotype.Service;

/// How the first administrator comes in: by a one-time link that the start prints, without any mail server.
@Service
public class SetUp {
    private final EntryLinks links;

    SetUp(EntryLinks links) {
        this.links = links;
    }

    /// A fresh link that holds for seven days; links given before no longer hold.
    ///
    /// @param baseUrl of the server, such as `http://127.0.0.1:8080`
    /// @return empty where there is an administrator already
    public Optional<String> link(String baseUrl) {
        return links.setUp().map(secret -> baseUrl.replaceAll("/+$", "") + EntryLinks.Purpose.SET_UP.path(secret));
    }
}
