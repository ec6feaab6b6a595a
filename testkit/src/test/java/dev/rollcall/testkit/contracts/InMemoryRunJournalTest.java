package dev.rollcall.testkit.contracts;

import dev.rollcall.run.InMemoryRunJournal;
import dev.rollcall.run.RunJournal;
import dev.rollcall.testkit.RunJournalContract;

class InMemoryRunJournalTest extends RunJournalContract {

    @Override
    protected RunJournal emptyJournal() {
        return new InMemoryRunJournal();
    }
}
