// assume that edition is enterprise
// What the plugin always writes must stay there, in its type. Episodes and outcomes come from other programs too: what
// is wrong with those is reported by the refresh and not refused here.
CREATE CONSTRAINT metapolicy_meta_policy_id_exists IF NOT EXISTS FOR (n:MetaPolicy) REQUIRE n.id IS NOT NULL;
CREATE CONSTRAINT metapolicy_meta_policy_id_type IF NOT EXISTS FOR (n:MetaPolicy) REQUIRE n.id IS :: STRING;
CREATE CONSTRAINT metapolicy_meta_policy_status_exists IF NOT EXISTS FOR (n:MetaPolicy) REQUIRE n.status IS NOT NULL;
CREATE CONSTRAINT metapolicy_meta_policy_mode_exists IF NOT EXISTS FOR (n:MetaPolicy) REQUIRE n.mode IS NOT NULL;
CREATE CONSTRAINT metapolicy_policy_version_id_exists IF NOT EXISTS FOR (n:PolicyVersion) REQUIRE n.id IS NOT NULL;
CREATE CONSTRAINT metapolicy_policy_version_id_type IF NOT EXISTS FOR (n:PolicyVersion) REQUIRE n.id IS :: STRING;
CREATE CONSTRAINT metapolicy_policy_version_status_exists IF NOT EXISTS FOR (n:PolicyVersion) REQUIRE n.status IS NOT NULL;
CREATE CONSTRAINT metapolicy_policy_trust_snapshot_id_exists IF NOT EXISTS FOR (n:PolicyTrustSnapshot) REQUIRE n.id IS NOT NULL;
CREATE CONSTRAINT metapolicy_policy_trust_snapshot_trust_type IF NOT EXISTS FOR (n:PolicyTrustSnapshot) REQUIRE n.trust_score IS :: FLOAT;
CREATE CONSTRAINT metapolicy_governance_event_id_exists IF NOT EXISTS FOR (n:GovernanceEvent) REQUIRE n.id IS NOT NULL;
CREATE CONSTRAINT metapolicy_governance_event_seq_type IF NOT EXISTS FOR (n:GovernanceEvent) REQUIRE n.seq IS :: INTEGER;
CREATE CONSTRAINT metapolicy_governance_event_seq_exists IF NOT EXISTS FOR (n:GovernanceEvent) REQUIRE n.seq IS NOT NULL;
CREATE CONSTRAINT metapolicy_governance_event_hash_exists IF NOT EXISTS FOR (n:GovernanceEvent) REQUIRE n.hash IS NOT NULL;
