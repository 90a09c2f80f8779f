// How many decisions a family made in each regime since a moment. Parameters: metaPolicyId, from (a datetime).
MATCH (a:NoeticAdjustment {meta_policy_id: $metaPolicyId})
WHERE a.timestamp >= $from
RETURN a.regime AS regime, count(*) AS n
ORDER BY regime
