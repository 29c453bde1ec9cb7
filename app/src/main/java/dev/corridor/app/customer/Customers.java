package dev.corridor.app.customer;

import dev.corridor.app.discovery.JourneyList;
import dev.corridor.app.discovery.OneJourney;
import dev.corridor.app.discovery.Query;
import dev.corridor.app.discovery.SingleJourneys;
import dev.corridor.app.interaction.DataSetId;
import dev.corridor.app.interaction.Import;
import dev.corridor.app.interaction.ImportId;
import dev.corridor.app.interaction.Imports;
import dev.corridor.app.interaction.SourceRows;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;

/// Finds customers, and what is known of each.
@Service
public class Customers {
    private static final int MOST_OWNERS = 20;

    private final SingleJourneys journeys;
    private final SourceRows rows;
    private final Imports imports;

    Customers(SingleJourneys journeys, SourceRows rows, Imports imports) {
        this.journeys = journeys;
        this.rows = rows;
        this.imports = imports;
    }

    /// A customer over all sources of a data set.
    ///
    /// @param whole everything they lived, as one time line
    /// @param journeys under the rule of the question, earliest first
    public record Customer(String id, OneJourney whole, List<JourneyList.Row> journeys) {
        public Customer {
            journeys = List.copyOf(journeys);
        }
    }

    /// Empty where nobody of this id has an interaction.
    public Optional<Customer> find(Query query, String id) {
        return journeys.relationship(query, id).map(whole -> new Customer(id, whole, journeys.ofCustomer(query, id)));
    }

    /// Whose journeys have this key; an empty owner stands for records without customer.
    public List<Optional<String>> owners(DataSetId set, String key) {
        return rows.ownersOfKey(set, key, MOST_OWNERS);
    }

    public boolean knows(DataSetId set, String id) {
        return rows.knowsCustomer(set, id);
    }

    /// What an import is called; empty where it is gone.
    public String source(long imported) {
        return imports.find(new ImportId(imported)).map(Import::name).orElse("");
    }
}
