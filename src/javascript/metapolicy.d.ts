// Types of metapolicy's procedures for Neo4j's driver for JavaScript with { disableLosslessIntegers: true }.
import type { DateTime } from 'neo4j-driver';

/** A point in time as an argument: the driver's own, or ISO 8601 text with a zone. */
export type Time = DateTime | string;

/** What is known before a decision; what is left out is missing, and a missing signal opens nothing. */
export interface SelectionContext {
  coherence?: number;
  entropy_change?: number;
  max_rv_potency?: number;
  affective_load?: number;
  awareness?: 'FULL' | 'IU' | 'PU' | 'MIX';
  coherence_stability?: number;
  participant_id?: string;
  group_id?: string;
  task?: string;
  context?: number[];
  context_cluster?: string;
  seed?: number;
  suggestions?: Record<string, string>;
}

/** What a version decided. */
export interface Episode {
  id?: string;
  trial_id?: string;
  timestamp?: Time;
  context?: number[];
  context_cluster?: string;
  context_hash?: string;
  rv_segment_ids?: string[];
  collective_segment_ids?: string[];
  chosen_intervention_id?: string;
  parameters?: Record<string, unknown>;
  human_override?: boolean;
  override_type?: string;
  propensity?: number;
  decision_id?: string;
}

/** What came of it; the reward lies where the family declares rewards. */
export interface Outcome {
  reward: number;
  id?: string;
  delta_coherence?: number;
  delta_accuracy?: number;
  delta_calibration?: number;
  delta_rt?: number;
  safety_flag?: boolean;
  coherence_after?: number;
  recorded_at?: Time;
  notes?: string;
  human_override?: boolean;
  override_type?: string;
  chosen_intervention_id?: string;
}

/** A row that metapolicy.recordAll takes. */
export interface RecordedDecision {
  version_id: string;
  episode: Episode;
  outcome?: Outcome;
}

// What the procedures give, printed from their declarations by a test.
/** The row of each procedure. */
export interface Rows {
  'metapolicy.ablate': AblationRow;
  'metapolicy.active': ActiveRow;
  'metapolicy.adopt': EventRow;
  'metapolicy.annotate': EventRow;
  'metapolicy.approve': EventRow;
  'metapolicy.approvers': ApproverRow;
  'metapolicy.audit': EventRow;
  'metapolicy.audit.export': TrailLineRow;
  'metapolicy.audit.head': HeadRow;
  'metapolicy.audit.verify': VerdictRow;
  'metapolicy.backtest': BacktestRow;
  'metapolicy.calibration': CalibrationRow;
  'metapolicy.clusterContexts': ClusterRow;
  'metapolicy.compare': ComparedRow;
  'metapolicy.computePCI': PciRow;
  'metapolicy.configure': EventRow;
  'metapolicy.create': EventRow;
  'metapolicy.defaultAt': DefaultRow;
  'metapolicy.deprecate': EventRow;
  'metapolicy.episodes': DecidedEpisodeRow;
  'metapolicy.erase': ErasedRow;
  'metapolicy.evaluate': EvaluationRow;
  'metapolicy.explain': ExplanationRow;
  'metapolicy.exportEvidence': HandedOutRow;
  'metapolicy.families': FamilyRow;
  'metapolicy.grantApprover': EventRow;
  'metapolicy.importEvidence': RefreshRow;
  'metapolicy.learn': LearnedRow;
  'metapolicy.lineage': LineageRow;
  'metapolicy.metaContext': MetaContextRow;
  'metapolicy.pause': EventRow;
  'metapolicy.plan': PlanRow;
  'metapolicy.promote': EventRow;
  'metapolicy.proposals': ProposalRow;
  'metapolicy.recommend': RecommendationRow;
  'metapolicy.recordAll': RecordedAllRow;
  'metapolicy.recordEpisode': EpisodeRow;
  'metapolicy.recordOutcome': OutcomeRow;
  'metapolicy.recordOverride': OverrideRow;
  'metapolicy.refreshTrust': RefreshRow;
  'metapolicy.registerVersion': EventRow;
  'metapolicy.reject': EventRow;
  'metapolicy.replay': ReplayRow;
  'metapolicy.report': EventReportRow;
  'metapolicy.resume': EventRow;
  'metapolicy.revokeApprover': EventRow;
  'metapolicy.rollback': EventRow;
  'metapolicy.select': DecisionRow;
  'metapolicy.setFallback': EventRow;
  'metapolicy.setMode': EventRow;
  'metapolicy.setStatus': EventRow;
  'metapolicy.shadowReport': ShadowRow;
  'metapolicy.spawn': EventRow;
  'metapolicy.status': StatusRow;
  'metapolicy.step': StepRow;
  'metapolicy.trustFor': LocalTrustRow;
  'metapolicy.trustHistory': TrustHistoryRow;
  'metapolicy.versions': VersionRow;
}

export interface AblationRow {
  /** coherence, entropy_change, rogue_variables, awareness, affective_load (a value of which no rule takes notice in their place), sessions (coherence_stability not known), guardrails (no alarm, no suspension), trust_in_context, safety_gate, or a factor's weight, spread over the others. */
  part: string | null;
  /** Decisions that were made again. */
  decisions: number;
  /** Of these, in how many the answer or the suggestion would be another one. */
  changed: number;
  /** In how many nobody would have acted where somebody did. */
  leftAlone: number;
  /** In how many somebody would have acted where nobody did. */
  acted: number;
  /** Decisions whose record is damaged, which were not made again; `metapolicy.replay` names them. */
  damaged: number;
}

export interface ActiveRow {
  /** The meta-policy that decides. */
  metaPolicyId: string | null;
  /** ACTIVE or PAUSED. */
  status: string | null;
  /** SHADOW or ACTIVE. */
  mode: string | null;
  /** USE_VERSION, FALLBACK or NO_INTERVENTION. */
  decision: string | null;
  /** The version that would serve in the regime STANDARD, chance aside; null for none. */
  versionId: string | null;
  /** Its trust score, in [0, 1]. */
  trustScore: number | null;
  /** The meta-policy's default version. */
  defaultVersionId: string | null;
  /** The meta-policy's fallback version. */
  fallbackVersionId: string | null;
  /** Why this version. */
  reason: string | null;
}

export interface ApproverRow {
  /** The user who may approve. */
  username: string | null;
  /** Who granted it. */
  grantedBy: string | null;
  /** When, in UTC. */
  grantedAt: DateTime | null;
  /** Why. */
  reason: string | null;
}

export interface BacktestRow {
  /** product (what was done), newest, default, uniform, thompson, thompson_by_context, ucb1, epsilon_greedy, literal_rule; replayed, where other settings are asked about. */
  way: string | null;
  /** Mean reward of a decision; null if refused. */
  estimate: number | null;
  /** Lower end of a 95 % interval that holds at every look; null if refused. */
  lower: number | null;
  /** Its upper end. */
  upper: number | null;
  /** Decisions with an outcome. */
  n: number;
  /** The size of an unweighted sample that would tell as much. */
  effectiveN: number;
  /** The share of the n decisions that tell something, in [0, 1]. */
  coverage: number;
  /** How much more than the product; null of the product itself, and if refused. */
  difference: number | null;
  /** Lower end of a 95 % interval of it that holds at every look. */
  differenceLower: number | null;
  /** Its upper end. */
  differenceUpper: number | null;
  /** Beside the product: BETTER, NOT_WORSE, WORSE, INCONCLUSIVE or REFUSED; of the product itself ESTIMATED or REFUSED. */
  verdict: string | null;
  /** What the way is, why the verdict is so, and what cannot be said. */
  reason: string | null;
}

export interface CalibrationRow {
  /** calibrated, or uncalibrated with fewer than 50 resolved forecasts. */
  state: string | null;
  /** Resolved forecasts: snapshots whose next window has closed, or that an automatic stop came after. */
  n: number;
  /** Brier score, 0 best; null without forecasts. */
  brier: number | null;
  /** The Brier score of always stating the overall share, to compare; null without forecasts. */
  brierOfBaseRate: number | null;
  /** Reliability bins: low, high, count, mean_trust, kept_rate, lower, upper (95 % Wilson). */
  bins: Record<string, unknown>[] | null;
  /** The isotonic map from score to probability: low, high, count, probability; empty if uncalibrated. */
  map: Record<string, unknown>[] | null;
  /** The Brier score of the map on forecasts that it had not seen: each after the first 50, by the map of those before it; null without any. */
  brierAhead: number | null;
  /** How many these are. */
  nAhead: number;
}

export interface ClusterRow {
  /** How many clusters. */
  k: number;
  /** The context vectors' dimension. */
  dimension: number;
  /** Episodes with a context vector that they were fitted to. */
  episodes: number;
  /** The centroids, in the order of their names: centroid-0, centroid-1, … */
  centroids: number[][] | null;
  /** The event that records it. */
  seq: number;
  /** Ids of the episodes whose context is no list of finite numbers, and so was left out. */
  leftOut: string[] | null;
}

export interface ComparedRow {
  /** The figure. */
  figure: string | null;
  /** Of the first: a number, a text, or null where it is not known. */
  version: unknown | null;
  /** Of the second. */
  against: unknown | null;
  /** The first minus the second, of numbers that can be compared; else null. */
  difference: number | null;
  /** Lower end of the 95 % interval of the difference; null where there is none. */
  lower: number | null;
  /** Its upper end. */
  upper: number | null;
  /** What the interval rests on, what differs in words, or why there is no difference; null where all is said. */
  note: string | null;
}

export interface DecidedEpisodeRow {
  /** The episode's id; the last one of a page is the next page's after. */
  episodeId: string | null;
  /** When it was decided. */
  timestamp: DateTime | null;
  /** The version that decided. */
  versionId: string | null;
  /** The logical policy, or null. */
  policyId: string | null;
  /** The trial, or null. */
  trialId: string | null;
  /** NONE, CONSERVATIVE, STANDARD, EXPLORATORY, or null where none is recorded. */
  regime: string | null;
  /** USE_VERSION, FALLBACK or NO_INTERVENTION, or null. */
  decision: string | null;
  /** The probability of the decision, or null. */
  propensity: number | null;
  /** The context's cluster, or null. */
  contextCluster: string | null;
  /** The context's hash, or null. */
  contextHash: string | null;
  /** What was done, or null. */
  chosenInterventionId: string | null;
  /** Whether a person overrode it; null where not said. */
  humanOverride: boolean | null;
  /** How, or null. */
  overrideType: string | null;
  /** The outcome, or null while there is none; the counted one where there are several. */
  outcomeId: string | null;
  /** Its reward, or null. */
  reward: number | null;
  /** Its change of coherence, or null. */
  deltaCoherence: number | null;
  /** Its change of accuracy, or null. */
  deltaAccuracy: number | null;
  /** Its change of calibration, or null. */
  deltaCalibration: number | null;
  /** Its change of response time, or null. */
  deltaRt: number | null;
  /** Whether it was flagged as unsafe; null where not said. */
  safetyFlag: boolean | null;
  /** Whether the outcome counts in the version's evidence. */
  counted: boolean;
  /** Why the outcome was left out, or null. */
  invalidReason: string | null;
}

export interface DecisionRow {
  /** USE_VERSION, FALLBACK or NO_INTERVENTION. */
  decision: string | null;
  /** The version that acts, null for none. */
  versionId: string | null;
  /** In SHADOW mode the version that would have acted, else null. */
  suggestedVersionId: string | null;
  /** What the meta-context allows: NONE, CONSERVATIVE, STANDARD or EXPLORATORY. */
  regime: string | null;
  /** The trust score of the version that acts, in [0, 1]. */
  trustScore: number | null;
  /** The score of the version that acts: trust, value and exploration bonus. */
  score: number | null;
  /** The true probability of this answer, in (0, 1]. */
  propensity: number;
  /** Why, in words, with the signals that were missing. */
  reason: string | null;
  /** Every version considered: its figures, score, propensity, and why it was left out. */
  considered: Record<string, unknown>[] | null;
  /** Stands for this decision until it is recorded: recordEpisode takes it as decision_id. It is made where this column is read. */
  decisionId: string | null;
}

export interface DefaultRow {
  /** The version that was the default, or null for none. */
  versionId: string | null;
  /** The event that made it so. */
  seq: number;
  /** Since when, in UTC. */
  since: DateTime | null;
  /** What happened then. */
  action: string | null;
  /** Who did it. */
  actor: string | null;
  /** Why. */
  reason: string | null;
  /** HUMAN, or AUTOMATIC where a refresh did it by itself. */
  actorKind: string | null;
}

export interface EpisodeRow {
  /** The episode's id, as given or made. */
  episodeId: string | null;
  /** Whether it was written now; false where it stood there already, and nothing was changed. */
  created: boolean;
}

export interface ErasedRow {
  /** Episodes deleted, with their contexts and decisions. */
  episodes: number;
  /** Outcomes deleted. */
  outcomes: number;
  /** Adjustments in which pseudonyms stand since, and that no trial leads to any more. */
  adjustments: number;
  /** Counts of exploration deleted, one for each family and day. */
  explorations: number;
  /** Links from meta-policies that ran on the participant, deleted with their salts. */
  runsOn: number;
  /** Events of the trails in whose texts a pseudonym stands since. */
  events: number;
  /** Other things in whose texts one does: meta-policies, versions, snapshots, proposals, running evidence, and what was recorded of others. */
  texts: number;
  /** Ids of the meta-policies whose trail tells of it. */
  metaPolicies: string[] | null;
  /** Nodes of the participant that are left; they are the application's. */
  participants: number;
  /** Sessions of theirs that are left; they are the application's. */
  sessions: number;
  /** Trials of theirs that are left; they are the application's. */
  trials: number;
  /** What there is to know, in words; empty where there is nothing. */
  note: string | null;
}

export interface EvaluationRow {
  /** Mean reward that the version would have earned, or what more than the other; null if refused. */
  estimate: number | null;
  /** Lower end of a 95 % interval that holds at every look, from earlier outcomes alone; null if refused. */
  lower: number | null;
  /** Its upper end. */
  upper: number | null;
  /** Lower end of a 95 % interval of the estimate for one look that was planned; null of DM. */
  fixed_lower: number | null;
  /** Its upper end. */
  fixed_upper: number | null;
  /** Decisions with an outcome. */
  n: number;
  /** The size of an unweighted sample that would tell as much; of a difference, where the two differ. */
  effectiveN: number;
  /** Mean weight; near 1 where propensities are right and all that it would do was tried. */
  meanWeight: number | null;
  /** The largest weight. */
  largestWeight: number;
  /** The share of the n decisions that tell something of what is judged, in [0, 1]. */
  coverage: number;
  /** BETTER, NOT_WORSE, WORSE or INCONCLUSIVE of a difference, ESTIMATED of a value, or REFUSED. */
  verdict: string | null;
  /** Why, with the figures, and what was left out. */
  reason: string | null;
  /** The figure of every estimator by its name, as far as the log gives it. */
  estimates: Record<string, unknown> | null;
}

export interface EventReportRow {
  /** The event's id. */
  eventId: string | null;
  /** The report as one JSON text, to be kept as a file: event, evidence, notes, links, sides, chain, head. */
  report: string | null;
  /** The number of the last event of the chain in it. */
  headSeq: number;
  /** The hash of that event, to be compared with a head that was kept elsewhere. */
  headHash: string | null;
}

export interface EventRow {
  /** Its number in its chain, from 1 without a gap. */
  seq: number;
  /** What happened, such as PROMOTED. */
  action: string | null;
  /** The version that it is about, or null. */
  versionId: string | null;
  /** The version's status before, or null. */
  fromStatus: string | null;
  /** The version's status after, or null. */
  toStatus: string | null;
  /** The family's default before, or null for none. */
  defaultBefore: string | null;
  /** The family's default after, or null for none. */
  defaultAfter: string | null;
  /** Who did it: the user who logged in, or 'unauthenticated'. */
  actor: string | null;
  /** HUMAN, or AUTOMATIC for what a refresh did by itself. */
  actorKind: string | null;
  /** Why, in the actor's words. */
  reason: string | null;
  /** The evidence at that moment, as canonical JSON text. */
  evidence: string | null;
  /** When, in UTC. */
  createdAt: DateTime | null;
  /** SHA-256 over the RFC 8785 JSON of everything else in it. */
  hash: string | null;
  /** The family, or null in the chain of the graph's own settings. */
  metaPolicyId: string | null;
  /** The context that it is about alone, or null. */
  contextCluster: string | null;
}

export interface ExplanationRow {
  /** Its episode; null where nothing was served nor suggested. */
  episodeId: string | null;
  /** Its trial. */
  trialId: string | null;
  /** The meta-policy that decided. */
  metaPolicyId: string | null;
  /** The trial's time, else the decision's. */
  timestamp: DateTime | null;
  /** USE_VERSION, FALLBACK or NO_INTERVENTION. */
  decision: string | null;
  /** The version that acted, null for none. */
  versionId: string | null;
  /** In SHADOW mode the version that would have acted, else null. */
  suggestedVersionId: string | null;
  /** The intervention recommended, null for none. */
  interventionId: string | null;
  /** What the meta-context allowed. */
  regime: string | null;
  /** The signals that were known. */
  signals: Record<string, unknown> | null;
  /** Where each of them came from, and why; of what was there and could not be read, what was wrong. */
  sources: Record<string, unknown> | null;
  /** The signals that were not known. */
  missing: string[] | null;
  /** The probability of the answer, in (0, 1]. */
  propensity: number;
  /** How the answer came about: BEST, LEARN, GUARDED, PROBATION or EXPLORE. */
  draw: string | null;
  /** The settings that the family had set itself. */
  settings: Record<string, unknown> | null;
  /** Every version considered: its figures, score, propensity, and why it was left out. */
  considered: Record<string, unknown>[] | null;
  /** Why, in words. */
  reason: string | null;
  /** Whether deciding again from what is stored gives the stored answer. */
  repeats: boolean;
  /** What each version considered would have done, by its id, as far as that is known. */
  choices: Record<string, unknown> | null;
  /** The probability of what was done, whichever version did it, in (0, 1]; null where it is not known of every version that could have served what it would have done. */
  interventionPropensity: number | null;
}

export interface FamilyRow {
  /** The meta-policy; null where its id is no text. */
  metaPolicyId: string | null;
  /** Its name. */
  name: string | null;
  /** ACTIVE or PAUSED (serves its fallback); null, like the next two and the ids, where it cannot be read. */
  status: string | null;
  /** SHADOW (only suggests) or ACTIVE. */
  mode: string | null;
  /** EXPERIMENTAL, SAFE or RESTRICTED. */
  riskTier: string | null;
  /** The task that it decides about; null for any. */
  task: string | null;
  /** The default version; null where there is none. */
  defaultVersionId: string | null;
  /** The fallback version; null where there is none. */
  fallbackVersionId: string | null;
  /** How many proposed promotions wait for a person; null where that cannot be read. */
  openProposals: number | null;
  /** Seconds since its last refresh; null before the first. */
  lagSeconds: number | null;
  /** What of it cannot be read or disagrees, as in metapolicy.status; null where all is well. */
  problem: string | null;
}

export interface HandedOutRow {
  /** The meta-policy. */
  metaPolicyId: string | null;
  /** Its settings, context clusters, running states and differences, as the job of docs/scale.md reads them: a JSON text, to be kept as it is. */
  evidence: string | null;
  /** SHA-256 of the text, which a manifest names as its basis. */
  digest: string | null;
  /** SHA-256 of the manifest that was imported last; empty before the first. */
  manifest: string | null;
}

export interface HeadRow {
  /** The last event's number; 0 for an empty trail. */
  seq: number;
  /** The last event's hash; 64 zeros for an empty trail. */
  hash: string | null;
}

export interface LearnedRow {
  /** The id of the CANDIDATE that was spawned. */
  versionId: string | null;
  /** How many counted episodes it learned from. */
  used: number;
  /** How many counted episodes taught nothing, by why: overridden, without_context, other_intervention, without_reward, too_large. */
  leftOut: Record<string, unknown> | null;
  /** The number of the event that records it, in its chain. */
  seq: number;
  /** The hash of that event. */
  hash: string | null;
}

export interface LineageRow {
  /** The version's id. */
  versionId: string | null;
  /** Its tag. */
  versionTag: string | null;
  /** The version that it was made from, or null. */
  parentVersionId: string | null;
  /** Steps from a version without a parent. */
  depth: number;
  /** CANDIDATE, LIVE, PAUSED, ROLLED_BACK or DEPRECATED. */
  status: string | null;
  /** Its PCI at the last refresh, in [0, 1], or null. */
  trustScore: number | null;
  /** What changed from the parent: {from, to} by hyperparameter, by actions, and by parameters_hash. */
  changes: Record<string, unknown> | null;
  /** Why it exists. */
  reason: string | null;
  /** When it was registered. */
  createdAt: DateTime | null;
  /** What changed from the parent in words, actions one by one. */
  changed: string[] | null;
}

export interface LocalTrustRow {
  /** What is known of its trust there, in [0, 1]; null where too little is. */
  trust: number | null;
  /** Lower end of its 95 % interval. */
  lower: number | null;
  /** Upper end of it. */
  upper: number | null;
  /** Expected reward; null where none was counted. */
  value: number | null;
  /** Episodes that it rests on: those of whom source names. */
  n: number;
  /** PARTICIPANT, GROUP or CONTEXT, the nearest of which anything was counted; ALL where nothing was, and the figures are the version's own. */
  source: string | null;
}

export interface MetaContextRow {
  /** In [0, 1]; null where it is not known. */
  coherence: number | null;
  /** The change of entropy; null where it is not known. */
  entropyChange: number | null;
  /** The highest potency of a rogue variable in play, in [0, 1]; null where it is not known. */
  maxRvPotency: number | null;
  /** The highest affective load in play, in [0, 1]; null where it is not known. */
  affectiveLoad: number | null;
  /** FULL, IU, PU or MIX; null where it is not known. */
  awareness: string | null;
  /** Standard deviation of coherence over the session's last 10 trials; null with fewer than two. */
  coherenceStability: number | null;
  /** The rogue variables in play: segment_id, collective, potency and source, its place, where known. */
  rogueVariables: Record<string, unknown>[] | null;
  /** Where each known signal came from, and coherence_stability; of what is there and cannot be read, why. */
  sources: Record<string, unknown> | null;
  /** The signals that are not known, and coherence_stability where that is not. */
  missing: string[] | null;
}

export interface OutcomeRow {
  /** The outcome's id, as given or made from the episode's. */
  outcomeId: string | null;
  /** Whether it was written now; false where it stood there already, and nothing was changed. */
  created: boolean;
}

export interface OverrideRow {
  /** The episode's id, as given. */
  episodeId: string | null;
  /** Whether anything was written now; false where all of it stood there already. */
  created: boolean;
}

export interface PciRow {
  /** The Policy Credibility Index, in [0, 1]. */
  pci: number;
  /** Lower end of its 95 % interval; 0 with fewer than 4 closed windows. */
  trustLower: number;
  /** Upper end of its 95 % interval; 1 with fewer than 4 closed windows. */
  trustUpper: number;
  /** Resolved episodes in the trust windows. */
  n: number;
  /** Share of them that a person overrode; null where there are none. */
  overrideRate: number | null;
  /** Resolved episodes ever. */
  nTotal: number;
  /** Share of all of them that a person overrode; null where there are none. */
  overrideRateTotal: number | null;
  /** The six raw factors by name, and context_coverage; null where an input is missing. */
  raw: Record<string, unknown> | null;
  /** The six factors on [0, 1] by name; 0 where an input is missing. */
  norm: Record<string, unknown> | null;
  /** What was missing: the factors whose input is, and context_cluster where episodes have none. */
  incomplete: string[] | null;
  /** Each guardrail: name, limit, n, estimate, log_e, log_threshold, verdict, reason, estimate_windows (the mean over the trust windows), leads (whether most of the evidence is against it), log_e_all (of all together). */
  guardrails: Record<string, unknown>[] | null;
  /** HEALTHY, WATCH, BREACHED or INCONCLUSIVE. */
  verdict: string | null;
  /** Why. */
  reason: string | null;
  /** The index with the weight of what is missing spread over what is there, which pci_critical, pci_min and select_min ask for; null unless safety and robustness are known. */
  pciKnown: number | null;
}

export interface PlanRow {
  /** The version. */
  versionId: string | null;
  /** Outcomes that it would count. */
  newOutcomes: number;
  /** Outcomes that it would leave out. */
  invalidOutcomes: number;
  /** The Policy Credibility Index that it would find. */
  trustScore: number;
  /** Lower end of its 95 % interval. */
  trustLower: number;
  /** Upper end of its 95 % interval. */
  trustUpper: number;
  /** HEALTHY, WATCH, BREACHED or INCONCLUSIVE. */
  verdict: string | null;
  /** NONE, or what it would do: ROLL_BACK, PAUSE, SUSPEND_IN_CONTEXT, SUSPEND_FOR_PARTICIPANT, BECOME_DEFAULT, PROPOSE, LAPSE_PROPOSAL. */
  action: string | null;
  /** Why. */
  reason: string | null;
  /** What stands in the way of a candidate's promotion, whatever the action is asked without. */
  blocks: string[] | null;
}

export interface ProposalRow {
  /** The proposal's id, for approve and reject. */
  proposalId: string | null;
  /** The version that it would promote. */
  versionId: string | null;
  /** OPEN, APPROVED, FULFILLED (promoted without it), REJECTED or LAPSED. */
  state: string | null;
  /** Why it was proposed. */
  reason: string | null;
  /** The evidence when it was proposed, as canonical JSON text. */
  evidence: string | null;
  /** When it was proposed, in UTC. */
  createdAt: DateTime | null;
  /** When it was decided or lapsed, or null. */
  closedAt: DateTime | null;
  /** Who decided, or null. */
  closedBy: string | null;
  /** Why, or null. */
  closedReason: string | null;
  /** The meta-policy. */
  metaPolicyId: string | null;
  /** The contexts that it would be promoted in; empty where in all, null where the evidence cannot be read. */
  contextClusters: string[] | null;
}

export interface RecommendationRow {
  /** From 1, the best. */
  rank: number;
  /** The id of the intervention. */
  interventionId: string | null;
  /** Its name. */
  name: string | null;
  /** Its risk: LOW, MEDIUM or HIGH. */
  riskLevel: string | null;
  /** The upper confidence bound: mean and width together. */
  score: number;
  /** The expected reward. */
  mean: number;
  /** Alpha times the standard error of the mean. */
  width: number;
}

export interface RecordedAllRow {
  /** How many episodes were told. */
  episodes: number;
  /** How many outcomes were told. */
  outcomes: number;
  /** How many of both were written now. */
  created: number;
  /** How many of both stood there already, and said the same. */
  repeated: number;
}

export interface RefreshRow {
  /** The version; null in a row about outcomes that belong to none, or about a whole meta-policy. */
  versionId: string | null;
  /** Outcomes counted now. */
  newOutcomes: number;
  /** Outcomes left out now; each carries the label InvalidOutcome and its invalid_reason. */
  invalidOutcomes: number;
  /** The last trust snapshot taken now; null where no window closed. */
  snapshotId: string | null;
  /** The Policy Credibility Index now, in [0, 1]. */
  trustScore: number | null;
  /** Lower end of its 95 % interval. */
  trustLower: number | null;
  /** Upper end of its 95 % interval. */
  trustUpper: number | null;
  /** HEALTHY, WATCH, BREACHED, INCONCLUSIVE; SKIPPED where this member may not write, or the manifest was imported before; BUSY and FAILED where one of all families was held by another transaction or could not be read. */
  verdict: string | null;
  /** NONE, or what was done without asking. */
  action: string | null;
  /** Why. */
  reason: string | null;
}

export interface ReplayRow {
  /** The trial of the decision. */
  trialId: string | null;
  /** Its episode; null where nothing was served nor suggested. */
  episodeId: string | null;
  /** The trial's time, else the decision's. */
  timestamp: DateTime | null;
  /** Whether the answer or the suggestion would be another one; null where the record is damaged. */
  changed: boolean | null;
  /** What was decided. */
  decision: string | null;
  /** The version that acted. */
  versionId: string | null;
  /** The version that was suggested. */
  suggestedVersionId: string | null;
  /** What would be decided. */
  newDecision: string | null;
  /** The version that would act. */
  newVersionId: string | null;
  /** The version that would be suggested. */
  newSuggestedVersionId: string | null;
  /** Why it would be so. */
  newReason: string | null;
  /** What would have come of it, whatever the draw was, in units of reward: a doubly robust score, which may lie beyond the range of rewards; the mean is what `backtest` estimates. */
  estimate: number | null;
  /** The same less what came of the shares that the versions had. */
  difference: number | null;
  /** Why there is no estimate; null where there is one: AWAITED, NEVER_CAME, UNREADABLE or CONTRADICTORY of an outcome; NOT_TRIED, where something would be done that had less than propensity_min; UNKNOWN_CHOICE, where it is not known what each version would have done; SMALL_PROPENSITY of what was done; NO_RECORD. */
  uncovered: string | null;
  /** What is wrong with the decision's record, with the adjustment's id; it was not made again then. One whose time cannot be read is there whatever the period. Null where nothing is. */
  damage: string | null;
}

export interface ShadowRow {
  /** The version suggested. */
  versionId: string | null;
  /** Episodes in which it was suggested. */
  suggested: number;
  /** Those of them in which the same was served. */
  agreed: number;
  /** The share that agreed, in [0, 1]. */
  agreement: number;
  /** Agreeing episodes with a counted outcome in the trust windows. */
  n: number;
  /** Their mean reward, null without any. */
  rewardMean: number | null;
  /** The share of them that a person overrode, null without any. */
  overrideRate: number | null;
  /** The credibility index that they give, in [0, 1]. */
  shadowTrust: number;
  /** Its lower 95 % bound. */
  shadowLower: number;
  /** Its upper 95 % bound. */
  shadowUpper: number;
  /** The inputs that were missing. */
  incomplete: string[] | null;
}

export interface StatusRow {
  /** The meta-policy; null where its id is no text. */
  metaPolicyId: string | null;
  /** ACTIVE, PAUSED (serves its fallback) or DEPRECATED; null, like all that follows, where it cannot be read. */
  status: string | null;
  /** SHADOW (only suggests) or ACTIVE. */
  mode: string | null;
  /** EXPERIMENTAL, SAFE or RESTRICTED. */
  riskTier: string | null;
  /** The default version; null where there is none. */
  defaultVersionId: string | null;
  /** The fallback version; null where there is none. */
  fallbackVersionId: string | null;
  /** Each version that can be chosen: version_id, status, trust_score, trust_lower, trust_upper, n, verdict, reason, guardrails, trust_known, suspended_contexts, suspended_participants, limited_contexts, off_policy: what is known by what it would have done, alarm or not: guardrail (against whose limit most of the evidence is), n, estimate, limit, log_e, log_e_all (of all guardrails together), log_threshold (an alarm where log_e_all reaches it), decisions, decisions_alike; null where no decision tells. */
  versions: Record<string, unknown>[] | null;
  /** The family's resolved episodes; null where that cannot be read, as of the next three. */
  resolvedEpisodes: number | null;
  /** Its outcomes that were left out as invalid. */
  invalidOutcomes: number | null;
  /** Outcomes that its next refresh has to look at, at the most. */
  backlog: number | null;
  /** Outcomes of the whole graph that belong to no governed version yet. */
  waitingOutcomes: number | null;
  /** When its last refresh ended; null before the first. */
  lastRefresh: DateTime | null;
  /** Seconds since then; null before the first. */
  lagSeconds: number | null;
  /** What of this meta-policy cannot be read, disagrees between counts and graph, or has no room under a name of its own; which migrations are missing, and why nothing counts outcomes that wait, as far as can be seen from here; and what mends it; null where all is well. */
  problem: string | null;
  /** Its episodes of which something that is counted cannot be read; each carries the label InvalidEpisode and its invalid_reason. */
  invalidEpisodes: number | null;
  /** How often versions decided beside what decisions state, tested so that it may be looked at at any time: decisions (left to chance, of the last 10,000 at most), evidence (against the stated propensities; a warning is due where it ever reaches 20), mismatch, unstated (decisions, ever, of versions that had no chance), versions: version_id, served, expected; null before the first decision. */
  shares: Record<string, unknown> | null;
}

export interface StepRow {
  /** USE_VERSION, FALLBACK or NO_INTERVENTION. */
  decision: string | null;
  /** The meta-policy that decided. */
  metaPolicyId: string | null;
  /** The version that acts, null for none. */
  versionId: string | null;
  /** In SHADOW mode the version that would have acted, else null. */
  suggestedVersionId: string | null;
  /** What the version recommends; null without context vector or parameters, or if none is gentle enough. */
  interventionId: string | null;
  /** What the version suggested would have recommended. */
  suggestedInterventionId: string | null;
  /** What the meta-context allows: NONE, CONSERVATIVE, STANDARD or EXPLORATORY. */
  regime: string | null;
  /** The trust score of the version that acts, in [0, 1]. */
  trustScore: number | null;
  /** The score of the version that acts: trust, value and exploration bonus. */
  score: number | null;
  /** The true probability of this answer, in (0, 1]. */
  propensity: number;
  /** Why, in words, with the signals that were missing. */
  reason: string | null;
  /** Every version considered: its figures, score, propensity, and why it was left out. */
  considered: Record<string, unknown>[] | null;
  /** The signals that were not known. */
  missing: string[] | null;
  /** The episode recorded; null where nothing was served nor suggested. */
  episodeId: string | null;
  /** The adjustment recorded. */
  adjustmentId: string | null;
  /** Whether it had been recorded by an earlier call, which this one repeats. */
  repeated: boolean;
  /** What each version considered would have done, by its id, as far as that is known. */
  choices: Record<string, unknown> | null;
  /** The probability of what was done, whichever version did it, in (0, 1]; null where it is not known of every version that could have served what it would have done. */
  interventionPropensity: number | null;
}

export interface TrailLineRow {
  /** The event's number. */
  seq: number;
  /** A line of the file that the verifiers read: JSON of canonical, the text that is hashed, and hash. */
  line: string | null;
}

export interface TrustHistoryRow {
  /** The snapshot's id. */
  snapshotId: string | null;
  /** Its time index: windows closed so far; 0 for the empty one of registration. */
  t: number | null;
  /** When it was taken. */
  createdAt: DateTime | null;
  /** The Policy Credibility Index then, over the trust windows. */
  trustScore: number | null;
  /** Lower end of its 95 % interval. */
  trustLower: number | null;
  /** Upper end of its 95 % interval. */
  trustUpper: number | null;
  /** Resolved episodes in the trust windows. */
  n: number | null;
  /** Resolved episodes in the window that closed. */
  windowEpisodes: number | null;
  /** Mean reward of that window. */
  rewardMean: number | null;
  /** Sample deviation of its rewards. */
  rewardStd: number | null;
  /** Overridden share of it. */
  overrideRate: number | null;
  /** Safety flags in it. */
  safetyFlags: number | null;
  /** Its mean change of coherence. */
  deltaCoherenceMean: number | null;
  /** Its mean change of accuracy. */
  deltaAccuracyMean: number | null;
  /** Its mean change of calibration. */
  deltaCalibrationMean: number | null;
  /** Whether that window by itself kept every limit. */
  keptLimits: boolean | null;
  /** Context coverage, 0 to 1. */
  contextCoverage: number | null;
  /** The six raw factors by name. */
  raw: Record<string, unknown> | null;
  /** The six normalised factors by name. */
  norm: Record<string, unknown> | null;
  /** Which formula the score is by. */
  formula: string | null;
}

export interface VerdictRow {
  /** Whether every event holds and the graph is what they lead to. */
  ok: boolean;
  /** How many events there are. */
  events: number;
  /** The first event that does not hold; null where all do, or where the graph differs. */
  firstBadSeq: number | null;
  /** What is wrong, in words; null where nothing is. */
  problem: string | null;
}

export interface VersionRow {
  /** The version's id. */
  versionId: string | null;
  /** Its tag, by semantic versioning. */
  versionTag: string | null;
  /** CANDIDATE, LIVE, PAUSED, ROLLED_BACK or DEPRECATED. */
  status: string | null;
  /** Its PCI at the last refresh, in [0, 1], or null. */
  trustScore: number | null;
  /** Lower end of the PCI's 95 % interval, or null. */
  trustLower: number | null;
  /** Upper end of the PCI's 95 % interval, or null. */
  trustUpper: number | null;
  /** Resolved episodes in the trust windows. */
  n: number;
  /** Whether it is the family's default. */
  isDefault: boolean;
  /** Whether it is the family's fallback. */
  isFallback: boolean;
  /** The version that it was made from, or null. */
  parentVersionId: string | null;
  /** When it was registered. */
  createdAt: DateTime | null;
  /** False for a version that was linked by hand: it is never selected. */
  governed: boolean;
  /** Who registered it. */
  createdBy: string | null;
  /** The policy that it is a version of. */
  policyId: string | null;
  /** Its hyperparameters, as canonical JSON text. */
  hyperparams: string | null;
  /** Why it was made. */
  reasoning: string | null;
  /** The contexts in which it was used, most of all first: context_cluster, n (of its last outcomes there, as the last refresh tabulated them) and trust; empty where it was not among those tabulated. */
  contexts: Record<string, unknown>[] | null;
}
