package dev.rollcall.examples.shipyard;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.scheduling.annotation.EnableScheduling;

/** The yard's application. */
@SpringBootApplication
@EnableScheduling
class ShipyardApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(ShipyardApplication.class, arguments);
    }
}
