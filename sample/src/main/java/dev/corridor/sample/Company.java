package dev.corridor.sample;

import java.io.IOException;

/// The company's life, told customer by customer: memory does not grow with the number of journeys, and the first
/// customers are the same however many follow.
final class Company {
    private static final int CUSTOMER = 0;
    private static final long LATEST_HOURS = 60;

    private final Setup setup;

    Company(Setup setup) {
        this.setup = setup;
    }

    /// Is told what happens.
    interface Audience {
        /// One order with its outcomes.
        void order(Story story, Aftermath.Causes causes) throws IOException;

        /// A customer, after the last of its orders.
        ///
        /// @param first its first order
        /// @param last its last order
        /// @param yearly what it pays a year, in cents
        void customer(Customer customer, Story first, Story last, long yearly) throws IOException;
    }

    void tell(Audience audience) throws IOException {
        Crews crews = new Crews(setup.seed());
        Storyteller storyteller = new Storyteller(setup, crews);
        Aftermath aftermath = new Aftermath(setup, crews);
        Calendar calendar = new Calendar();
        long told = 0;
        for (long number = 0; told < setup.journeys(); number++) {
            Dice dice = Dice.at(setup.seed(), number, CUSTOMER);
            Customer customer = Customer.draw(number, dice);
            long start = start(calendar, customer, dice);
            Story first = storyteller.tell(customer, 0, start);
            Story last = first;
            long yearly = 0;
            while (true) {
                Aftermath.Causes causes = aftermath.complete(last);
                audience.order(last, causes);
                told++;
                yearly += last.live <= Calendar.AS_OF ? 12L * last.product.price : 0;
                if (told == setup.journeys() || last.next >= Calendar.AS_OF - LATEST_HOURS * 3_600) {
                    break;
                }
                last = storyteller.tell(customer, last.number + 1, last.next);
            }
            audience.customer(customer, first, last, yearly);
        }
    }

    /// Firms act in office hours. Nobody sets out so late that nothing of the journey is in the tables.
    private static long start(Calendar calendar, Customer customer, Dice dice) {
        long start = calendar.start(dice);
        long open = customer.level().firm() ? Hours.OFFICE.open(start, dice) : start;
        return Math.min(open, Calendar.AS_OF - LATEST_HOURS * 3_600);
    }
}
