// Every id that the plugin, or anyone beside it, looks up is unique. Where two nodes of a label share an id, this stops
// and names it: mend the data, then migrate again.
CREATE CONSTRAINT metapolicy_meta_policy_id IF NOT EXISTS FOR (n:MetaPolicy) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT metapolicy_policy_version_id IF NOT EXISTS FOR (n:PolicyVersion) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT metapolicy_policy_trust_snapshot_id IF NOT EXISTS FOR (n:PolicyTrustSnapshot) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT metapolicy_policy_id IF NOT EXISTS FOR (n:Policy) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT metapolicy_intervention_type_id IF NOT EXISTS FOR (n:InterventionType) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT metapolicy_policy_episode_id IF NOT EXISTS FOR (n:PolicyEpisode) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT metapolicy_policy_outcome_id IF NOT EXISTS FOR (n:PolicyOutcome) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT metapolicy_promotion_proposal_id IF NOT EXISTS FOR (n:PromotionProposal) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT metapolicy_noetic_adjustment_id IF NOT EXISTS FOR (n:NoeticAdjustment) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT metapolicy_governance_event_id IF NOT EXISTS FOR (n:GovernanceEvent) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT metapolicy_governance_settings_id IF NOT EXISTS FOR (n:GovernanceSettings) REQUIRE n.id IS UNIQUE;
