package dev.corridor.recipes.recipe;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The names that columns of event logs usually have, in English, Portuguese and Russian; most telling first. Case,
/// accents and everything but letters and digits make no difference.
enum UsualColumns {
    CASE("case:concept:name, case id, case, case key, case number, case no, id case, trace id, trace, journey id,"
            + " journey, process instance, instance id, ticket id, ticket, ticket number, order id, order number,"
            + " caso, id caso, id do caso, caso id, número do caso, id processo, id do processo, processo,"
            + " chamado, id chamado, pedido, id pedido, id do pedido, número do pedido,"
            + " кейс, id кейса, кейс id, номер кейса, случай, id случая, экземпляр, id экземпляра, дело,"
            + " номер дела, заявка, id заявки, номер заявки, обращение, номер обращения, заказ, id заказа,"
            + " номер заказа"),
    ACTIVITY(
            "concept:name, activity, activity name, activity id, event, event name, event type, touchpoint, step, task,"
                    + " task name, action,"
                    + " atividade, nome da atividade, evento, nome do evento, etapa, passo, ação, tarefa, ponto de contato,"
                    + " активность, название активности, событие, название события, действие, операция, шаг, этап,"
                    + " задача, точка контакта"),
    TIME("time:timestamp, timestamp, time stamp, time, date time, event time, event timestamp, event date,"
            + " complete timestamp, completion time, end time, end timestamp, start timestamp, start time,"
            + " occurred at, created at, date, when,"
            + " data/hora, data e hora, carimbo de tempo, carimbo de data/hora, data do evento, hora do evento,"
            + " momento, data, hora, quando,"
            + " время, дата и время, дата/время, метка времени, время события, дата события, дата, когда"),
    CUSTOMER("customer id, customer unique id, customer, customer number, client id, client, person id,"
            + " id cliente, id do cliente, cliente id, código do cliente, cliente,"
            + " id клиента, клиент id, код клиента, клиент, покупатель");

    private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Set<String> ANSWERS = Set.of(
            "rating",
            "score",
            "stars",
            "nps",
            "csat",
            "satisfaction",
            "nota",
            "estrelas",
            "avaliacao",
            "satisfacao",
            "оценка",
            "балл",
            "рейтинг");

    private final String names;

    UsualColumns(String names) {
        this.names = names;
    }

    /// The column with the most telling name.
    Optional<String> in(List<String> columns) {
        Map<String, String> byPlain = new HashMap<>();
        columns.forEach(column -> byPlain.putIfAbsent(plain(column), column));
        return Stream.of(names.split(","))
                .map(name -> Optional.ofNullable(byPlain.get(plain(name))))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /// Whether the name says that the column holds identifiers rather than amounts.
    static boolean isIdentifier(String column) {
        Set<String> words = new HashSet<>(List.of(
                "id", "code", "zip", "cep", "phone", "number", "codigo", "telefone", "код", "индекс", "телефон"));
        return words(column).anyMatch(words::contains) || column.endsWith("Id") || column.endsWith("ID");
    }

    /// Whether the name says that the column holds customers' answers on a scale.
    static boolean isScore(String column) {
        return words(column).anyMatch(ANSWERS::contains);
    }

    private static Stream<String> words(String column) {
        return BETWEEN_WORDS.splitAsStream(accentless(column));
    }

    private static String accentless(String text) {
        String lower = text.strip().toLowerCase(Locale.ROOT);
        return ACCENTS.matcher(Normalizer.normalize(lower, Normalizer.Form.NFD)).replaceAll("");
    }

    private static String plain(String text) {
        return BETWEEN_WORDS.matcher(accentless(text)).replaceAll("");
    }
}
