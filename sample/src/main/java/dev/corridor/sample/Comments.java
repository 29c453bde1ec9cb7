package dev.corridor.sample;

import java.util.List;

/// What customers write beside their score, in their own language. It follows from the score and, where effects are
/// planted, from what went wrong.
final class Comments {
    /// The languages by their index in [Customer#language].
    static final List<String> LANGUAGES = List.of("en", "pt", "ru");

    private static final int BAD = 0;
    private static final int MIDDLING = 1;
    private static final int GOOD = 2;
    private static final int LATE = 3;
    private static final int FAILED = 4;
    private static final int QUERIED = 5;

    private static final List<List<List<String>>> BANK = List.of(
            List.of(
                    List.of("Not what I was promised.", "Too slow, in every respect.", "I would not do this again."),
                    List.of("It works, that is all.", "Fine so far.", "Took a while, but OK.", "Average."),
                    List.of("Great, thank you!", "Fast line and friendly people.", "Everything \"just worked\"."),
                    List.of(
                            "I waited at home for days.",
                            "\"Friday\" meant Wednesday, and nobody called.",
                            "The line came days late.\nI had to work from a café."),
                    List.of("The installer left again without a line.", "Two visits, two days off work."),
                    List.of("The first bill was not what we agreed.", "Why do I pay for days without a line?")),
            List.of(
                    List.of("Não foi o que prometeram.", "Demasiado lento.", "Não recomendo."),
                    List.of("Funciona.", "Razoável.", "Demorou, mas está bem.", "Nada de especial."),
                    List.of("Muito obrigado!", "Rápido e simpático.", "Tudo à primeira."),
                    List.of("Fiquei dias à espera.", "A linha chegou dias depois do combinado."),
                    List.of("O técnico foi-se embora sem instalar.", "Duas visitas para o mesmo."),
                    List.of("A primeira fatura não bate certo.", "Paguei dias sem linha.")),
            List.of(
                    List.of("Обещали другое.", "Слишком медленно.", "Не советую."),
                    List.of("Работает, и ладно.", "Нормально.", "Долго, но в итоге хорошо.", "Так себе."),
                    List.of("Спасибо, отлично!", "Быстро и вежливо.", "Всё с первого раза."),
                    List.of("Ждали мастера несколько дней.", "Подключили на несколько дней позже."),
                    List.of("Мастер ушёл, не подключив.", "Два визита вместо одного."),
                    List.of("Первый счёт не сходится с договором.", "Почему я плачу за дни без линии?")));

    private static final int COMMENT = 3;
    private static final int POOR = 6;
    private static final int FINE = 9;

    private Comments() {}

    static String of(Story story, Setup setup) {
        Dice dice = Dice.at(setup.seed(), story.customer.number(), story.number, COMMENT);
        List<String> choice = BANK.get(story.customer.language()).get(subject(story, setup.planted(), dice));
        return choice.get(dice.below(choice.size()));
    }

    private static int subject(Story story, boolean planted, Dice dice) {
        if (story.score >= FINE) {
            return GOOD;
        }
        if (planted && dice.chance(0.7)) {
            if (story.late()) {
                return LATE;
            }
            if (story.failed) {
                return FAILED;
            }
            if (story.queried < story.answered) {
                return QUERIED;
            }
        }
        return story.score <= POOR ? BAD : MIDDLING;
    }
}
