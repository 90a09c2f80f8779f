// What the plugin's queries start from. Participants, groups, sessions, trials and segments belong to the application
// that writes them: they are indexed here, not constrained.
CREATE RANGE INDEX metapolicy_episode_version IF NOT EXISTS FOR (n:PolicyEpisode) ON (n.policy_version_id);
CREATE RANGE INDEX metapolicy_episode_timestamp IF NOT EXISTS FOR (n:PolicyEpisode) ON (n.timestamp);
CREATE RANGE INDEX metapolicy_outcome_episode IF NOT EXISTS FOR (n:PolicyOutcome) ON (n.episode_id);
CREATE RANGE INDEX metapolicy_open_episode_override IF NOT EXISTS FOR (n:OpenEpisode) ON (n.human_override);
CREATE RANGE INDEX metapolicy_counted_outcome_number IF NOT EXISTS FOR (n:CountedOutcome) ON (n.counted_number);
CREATE RANGE INDEX metapolicy_event_created_at IF NOT EXISTS FOR (n:GovernanceEvent) ON (n.created_at);
CREATE RANGE INDEX metapolicy_participant_id IF NOT EXISTS FOR (n:Participant) ON (n.id);
CREATE RANGE INDEX metapolicy_group_id IF NOT EXISTS FOR (n:Group) ON (n.id);
CREATE RANGE INDEX metapolicy_session_id IF NOT EXISTS FOR (n:Session) ON (n.id);
CREATE RANGE INDEX metapolicy_trial_id IF NOT EXISTS FOR (n:Trial) ON (n.id);
CREATE RANGE INDEX metapolicy_segment_id IF NOT EXISTS FOR (n:Segment) ON (n.id);
