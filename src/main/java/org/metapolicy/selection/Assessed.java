package org.metapolicy.selection;

/** A version with its judgement and score; the score is null where there is no record of evidence. */
record Assessed(VersionStanding version, Eligibility eligibility, Score score) {}
