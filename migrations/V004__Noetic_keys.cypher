// What the Noetic step holds and looks up: one count per family, participant and day, a family's decisions by time, and
// groups' trials, which belong to the application as trials do.
CREATE CONSTRAINT metapolicy_exploration_quota_id IF NOT EXISTS FOR (n:ExplorationQuota) REQUIRE n.id IS UNIQUE;
CREATE RANGE INDEX metapolicy_adjustment_time IF NOT EXISTS FOR (n:NoeticAdjustment) ON (n.meta_policy_id, n.timestamp);
CREATE RANGE INDEX metapolicy_group_trial_id IF NOT EXISTS FOR (n:GroupTrial) ON (n.id);
