package dev.rollcall.testkit.contracts;

import dev.rollcall.run.HeldRun;
import dev.rollcall.run.Permission;
import dev.rollcall.run.RunJournal;
import dev.rollcall.run.RunRecord;
import dev.rollcall.run.StandingRefusal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** What journals may do wrong, and how a defect is put into a sound one. */
final class JournalDefects {

    private JournalDefects() {}

    static List<Defect<TextbookJournal.Table, RunJournal>> all() {
        List<Defect<TextbookJournal.Table, RunJournal>> all = new ArrayList<>(RunDefects.all());
        all.addAll(HoldDefects.all());
        all.addAll(FinishDefects.all());
        all.addAll(StoreDefects.all());
        return all;
    }

    static Defect<TextbookJournal.Table, RunJournal> defect(
            String what, String caughtBy, Function<TextbookJournal.Table, RunJournal> adapter) {
        return new Defect<>(what, caughtBy, adapter);
    }

    /** Something is lost of a record on its way into the table. */
    static Defect<TextbookJournal.Table, RunJournal> records(
            String what, String caughtBy, UnaryOperator<RunRecord> kept) {
        return defect(what, caughtBy, table -> new TextbookJournal(table) {
            @Override
            RunRecord kept(RunRecord run) {
                return kept.apply(run);
            }
        });
    }

    static Defect<TextbookJournal.Table, RunJournal> items(
            String what, String caughtBy, UnaryOperator<HeldRun.Item> kept) {
        return defect(what, caughtBy, table -> new TextbookJournal(table) {
            @Override
            HeldRun.Item kept(HeldRun.Item item) {
                return kept.apply(item);
            }
        });
    }

    static Defect<TextbookJournal.Table, RunJournal> permissions(
            String what, String caughtBy, UnaryOperator<Permission> kept) {
        return defect(what, caughtBy, table -> new TextbookJournal(table) {
            @Override
            Permission kept(Permission permission) {
                return kept.apply(permission);
            }
        });
    }

    static Defect<TextbookJournal.Table, RunJournal> refusals(
            String what, String caughtBy, UnaryOperator<StandingRefusal> kept) {
        return defect(what, caughtBy, table -> new TextbookJournal(table) {
            @Override
            StandingRefusal kept(StandingRefusal refusal) {
                return kept.apply(refusal);
            }
        });
    }
}
