// How often did each regime lead to each decision? Parameter: metaPolicyId.
MATCH (a:NoeticAdjustment {meta_policy_id: $metaPolicyId})
RETURN a.regime AS regime, a.decision AS decision, count(*) AS n
ORDER BY regime, decision
