// What was counted of a participant with a version is found by both, when it is counted and asked for; all of a version's when it
// begins anew, and all of a participant's when they are erased.
CREATE CONSTRAINT metapolicy_participant_evidence_id IF NOT EXISTS FOR (n:ParticipantEvidence) REQUIRE n.id IS UNIQUE;
CREATE RANGE INDEX metapolicy_participant_evidence_version IF NOT EXISTS FOR (n:ParticipantEvidence) ON (n.policy_version_id);
CREATE RANGE INDEX metapolicy_participant_evidence_participant IF NOT EXISTS FOR (n:ParticipantEvidence) ON (n.participant_id);
// For whom a version is suspended, and who may be named together with others: looked at by each refresh that met anybody.
CREATE RANGE INDEX metapolicy_participant_evidence_watched IF NOT EXISTS FOR (n:ParticipantEvidence) ON (n.watched_in);
