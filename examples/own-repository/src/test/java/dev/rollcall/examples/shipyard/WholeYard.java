package dev.rollcall.examples.shipyard;

import dev.rollcall.testkit.SettableClock;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;

/** A test of the whole application: no schedule, a clock that can be set, a database that can break. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        classes = ShipyardApplication.class,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:yard-test;DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=500",
            "spring.jpa.properties.hibernate.generate_statistics=true",
            "logging.level.org.hibernate.session.metrics=off",
            "logging.level.root=warn",
            "spring.main.banner-mode=off",
            "shipyard.directory.file=target/staff.csv",
            "shipyard.sync.cron=-"
        })
@Import(WholeYard.Doubles.class)
@interface WholeYard {

    /** What stands in for the clock and the network. */
    @TestConfiguration
    class Doubles {

        @Bean
        @Primary
        SettableClock settableClock() {
            return SettableClock.at("2026-03-02T06:00:00Z");
        }

        @Bean
        static BeanPostProcessor breakable() {
            return new BeanPostProcessor() {
                @Override
                public Object postProcessAfterInitialization(Object bean, String name) {
                    return bean instanceof DataSource database ? new BreakableDataSource(database) : bean;
                }
            };
        }
    }
}
