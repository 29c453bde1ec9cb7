package dev.corridor.app.interaction;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.TransactionException;

/// What the server does by itself: before it answers anybody it erases again who came back with an older copy of the
/// database; then it runs imports that wait, makes stores of new versions, finishes erasures,
/// removes what nobody comes back for.
@Configuration(proxyBeanMethods = false)
@EnableScheduling
@ConditionalOnWebApplication
class Housekeeping implements SmartInitializingSingleton {
    private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);
    private static final long A_MINUTE = 60_000;

    private final Imports imports;
    private final Stores stores;
    private final Erasures erasures;

    Housekeeping(Imports imports, Stores stores, Erasures erasures) {
        this.imports = imports;
        this.stores = stores;
        this.erasures = erasures;
    }

    @Override
    public void afterSingletonsInstantiated() {
        erasures.eraseAgain();
    }

    @Scheduled(fixedDelay = 300)
    void runImports() {
        patiently(imports::runDue);
    }

    @Scheduled(fixedDelay = 1000)
    void makeStores() {
        patiently(stores::refreshAll);
    }

    @Scheduled(fixedDelay = A_MINUTE)
    void tidy() {
        patiently(stores::tidy);
        patiently(imports::tidy);
    }

    @Scheduled(initialDelay = A_MINUTE, fixedDelay = A_MINUTE)
    void finishErasures() {
        patiently(erasures::finish);
    }

    /// A database that is away for a while is waited for.
    private static void patiently(Runnable work) {
        try {
            work.run();
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("the database does not answer: {}", e.getClass().getSimpleName());
        }
    }
}
