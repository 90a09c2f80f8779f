// What did the Noetic layer set in a family's name?
// In order of the trials' time. Parameters: $metaPolicyId; $from and $to, points in time or texts such as '2026-03-01' or
// '2026-03-01T12:00+01:00', or null for no bound; $from is within, $to is not. A decision whose time somebody made into
// something else than a point in time is there whatever the bounds. In Browser:
//   :params {metaPolicyId: 'focus', from: '2026-03-01', to: null}
MATCH (a:NoeticAdjustment {meta_policy_id: $metaPolicyId})
WHERE NOT a.timestamp IS :: ZONED DATETIME NOT NULL
   OR ($from IS NULL OR a.timestamp >= datetime(toString($from)))
  AND ($to IS NULL OR a.timestamp < datetime(toString($to)))
RETURN a
ORDER BY a.timestamp, a.id
