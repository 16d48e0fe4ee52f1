package io.portolan.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WordsTest {

    @ParameterizedTest
    @CsvSource({
        "batch_id, batches, batch",
        "jobId, jobs, job",
        "operation_id, sample, operation",
        "id, checkpoints, checkpoint",
        "'', training-sessions, session",
        "name, policies, policy",
        "name, boxes, box",
        "name, databases, database",
        "name, status, status",
        "name, address, address",
        "training-run-id, runs, training_run",
        "'', '', object",
    })
    void namesAnObjectAfterItsIdOrItsPath(String idName, String segment, String noun) {
        assertThat(Words.noun(idName, segment)).isEqualTo(noun);
    }

    @ParameterizedTest
    @CsvSource({
        "cancel, cancelled",
        "stop, stopped",
        "pause, paused",
        "resume, running",
        "start, running",
        "complete, completed",
        "archive, archived",
        "reject, rejected",
        "retry, retried",
        "deploy, deployed",
        "force-stop, stopped",
    })
    void namesTheStateAfterTheVerb(String verb, String state) {
        assertThat(Words.stateAfter(verb)).isEqualTo(state);
    }
}
