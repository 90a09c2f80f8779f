// How often did each regime lead to each decision?
// Parameters: metaPolicyId, from (a datetime).
MATCH (a:NoeticAdjustment {meta_policy_id: $metaPolicyId})
WHERE a.timestamp >= $from
RETURN a.regime AS regime, a.decision AS decision, count(*) AS n
ORDER BY regime, decision
