// A family's episodes whose status has not been counted are found by whose they are, whether overridden or not; and what was
// counted by its place.
CREATE RANGE INDEX metapolicy_open_episode_family IF NOT EXISTS FOR (n:OpenEpisode) ON (n.open_for);
CREATE RANGE INDEX metapolicy_resolved_episode_number IF NOT EXISTS FOR (n:ResolvedEpisode) ON (n.counted_number);
