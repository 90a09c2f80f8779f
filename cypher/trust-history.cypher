// How did a version's trust develop over time?
// Its snapshots, oldest first. Parameter: $versionId.
MATCH (:PolicyVersion {id: $versionId})-[:HAS_TRUST_STATE]->(s:PolicyTrustSnapshot)
// Those that stood before the version was taken over are no figures of this product.
WHERE NOT s:AdoptedSnapshot
RETURN s.id AS snapshotId,
       s.t AS t,
       s.created_at AS createdAt,
       s.trust_score AS trustScore,
       s.trust_lower AS trustLower,
       s.trust_upper AS trustUpper,
       s.trust_episodes AS n,
       s.n_episodes AS windowEpisodes,
       s.reward_mean AS rewardMean,
       s.reward_std AS rewardStd,
       s.override_rate AS overrideRate,
       s.safety_flags AS safetyFlags,
       s.delta_coherence_mean AS deltaCoherenceMean,
       s.delta_accuracy_mean AS deltaAccuracyMean,
       s.delta_calibration_mean AS deltaCalibrationMean,
       s.kept_limits AS keptLimits,
       s.context_coverage AS contextCoverage,
       {growth: s.raw_growth, breadth: s.raw_breadth, amplification: s.raw_amplification, safety: s.raw_safety,
        robustness: s.raw_robustness, coherence: s.raw_coherence} AS raw,
       {growth: s.norm_growth, breadth: s.norm_breadth, amplification: s.norm_amplification, safety: s.norm_safety,
        robustness: s.norm_robustness, coherence: s.norm_coherence} AS norm,
       s.formula AS formula
ORDER BY t
