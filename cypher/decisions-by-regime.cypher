// How often did each regime lead to each decision?
// By the time of the decision; one that an older release recorded has none, and its trial's time stands for it.
// Parameters: $metaPolicyId, $from (a point in time, or a text such as '2026-03-01').
CALL {
  MATCH (a:NoeticAdjustment {meta_policy_id: $metaPolicyId})
  WHERE a.created_at >= datetime(toString($from))
  RETURN a
  UNION ALL
  MATCH (a:NoeticAdjustment {meta_policy_id: $metaPolicyId})
  WHERE a.timestamp >= datetime(toString($from)) AND a.created_at IS NULL
  RETURN a
}
RETURN a.regime AS regime, a.decision AS decision, count(*) AS n
ORDER BY regime, decision
