// A family's episodes are listed along the first, the newest first, whatever number of them shares one point in time. Its
// decisions of late are counted along the second.
CREATE RANGE INDEX metapolicy_episode_time_id IF NOT EXISTS FOR (n:PolicyEpisode) ON (n.timestamp, n.id);
CREATE RANGE INDEX metapolicy_adjustment_created IF NOT EXISTS FOR (n:NoeticAdjustment) ON (n.meta_policy_id, n.created_at);
