package dev.corridor.cli.mine;

import dev.corridor.map.Text;

/// Says findings and reasons in the languages of the report.
final class FindingWords {
    private FindingWords() {}

    static Text of(Answer.Finding finding) {
        return Text.of(finding.sentence());
    }

    static Text of(Answer.Reason reason) {
        return Text.of(reason.sentence());
    }
}
