// What did the Noetic layer set in a family's name?
// In order of time. Parameters: $metaPolicyId, $from and $to (points in time, or null for no bound; $from is within, $to is
// not).
MATCH (a:NoeticAdjustment {meta_policy_id: $metaPolicyId})
WHERE ($from IS NULL OR a.timestamp >= $from) AND ($to IS NULL OR a.timestamp < $to)
RETURN a
ORDER BY a.timestamp, a.id
